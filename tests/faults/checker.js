/** What must hold when all is over: the database beside what judges have really handed in. */

const COUNTED = new Set(["received", "accepted"]);
const ACT_BY_OUTCOME = {
  received: "sheet.handed_in",
  older: "sheet.came_late",
  waiting: "sheet.waits",
  settled: "sheet.waits",
  clash: "sheet.clashed",
};

/**
 * Everything that does not hold, in words; empty when all is well.
 *
 * @param {import("./model.js").Model} model
 * @param {{arrivals: object[], sheets: object[], audit: object[]}} facts the database.
 * @param {object[]} rows what the tablets keep: `{queue, sent}` each.
 * @param {{forged: Map<string, string>, inDoubt: Set<string>}} channel the other bytes that were
 *   sent under identities, and those of which nobody knows whether they arrived.
 */
export function findFaults(model, facts, rows, { forged, inDoubt }) {
  const clashes = facts.arrivals.filter(({ outcome }) => outcome === "clash");
  const arrivals = facts.arrivals.filter(({ outcome }) => outcome !== "clash");
  const { sheets } = facts;
  return [
    ...model.faults,
    ...faultsOfClashes(clashes, forged, inDoubt),
    ...faultsOfArrivals(model, { arrivals }),
    ...faultsOfTops(model, { arrivals, sheets }),
    ...faultsOfAudit(facts),
    ...rows.flatMap(({ queue, sent }) => faultsOnTablet({ arrivals }, queue, sent)),
  ];
}

/** Other bytes under an identity are kept beside the first, once, and called a clash. */
function faultsOfClashes(clashes, forged, inDoubt) {
  const kept = new Map(clashes.map(({ identity, text }) => [identity, text]));
  const missing = [...forged].filter(([identity, text]) => kept.get(identity) !== text);
  const strange = [...kept.keys()].filter((one) => !forged.has(one) && !inDoubt.has(one));
  return [
    ...missing.map(([identity]) => `other bytes were not kept: ${identity}`),
    ...strange.map((identity) => `a clash of nothing: ${identity}`),
    ...(kept.size < clashes.length ? ["a clash was kept twice"] : []),
  ];
}

/** Every version is there exactly once, with its bytes, under its judge, and nothing else is. */
function faultsOfArrivals(model, { arrivals }) {
  const faults = [];
  const seen = new Set();
  for (const arrival of arrivals) {
    const version = model.versions.get(arrival.identity);
    const say = (what) => faults.push(`${what}: ${arrival.identity}`);
    if (!version) say("nobody handed this in");
    else if (arrival.text !== version.text) say("other bytes");
    else if (arrival.judge !== version.judge) say("under another judge");
    else if (arrival.entry !== version.entry) say("under another entry");
    else if (arrival.receipt !== version.receipt) say("another receipt");
    else if (!isReasonTrue(model, arrival, version)) say(`an untrue reason ${arrival.reason}`);
    if (!arrival.digest_is_right) say("a wrong digest");
    if (seen.has(arrival.identity)) say("there twice");
    seen.add(arrival.identity);
  }
  for (const identity of model.versions.keys()) {
    if (!seen.has(identity)) faults.push(`lost: ${identity}`);
  }
  return faults;
}

function isReasonTrue(model, { outcome, reason }, version) {
  if (outcome !== "waiting" && outcome !== "settled") return reason === null || outcome === "older";
  const isOther = (other) =>
    other.name === version.name && !knows(other, version) && !knows(version, other);
  switch (reason) {
    case "recused":
      return model.recused.has(`${version.judge} ${version.entry}`);
    case "withdrawn":
      return model.withdrawn.has(version.entry);
    case "late":
      return model.wasClosed;
    case "concurrent":
      return [...model.versions.values()].some((other) => other !== version && isOther(other));
    default:
      return false;
  }
}

const knows = (one, other) => one.before.includes(other.identity);

/** Of each sheet the newest counts, or waits for a stated reason; what counts says what was sent. */
function faultsOfTops(model, { arrivals, sheets }) {
  const faults = [];
  const arrivalBy = new Map(arrivals.map((arrival) => [arrival.identity, arrival]));
  const topBy = new Map(sheets.map((sheet) => [`${sheet.judge} ${sheet.entry}`, sheet]));
  for (const [name, versions] of groupBy(
    model.versions.values(),
    ({ judge, entry }) => `${judge} ${entry}`,
  )) {
    const replaced = new Set(versions.flatMap(({ before }) => before));
    for (const { identity } of versions.filter((version) => !replaced.has(version.identity))) {
      const { outcome } = arrivalBy.get(identity) ?? {};
      const isTop = topBy.get(name)?.identity === identity;
      if (COUNTED.has(outcome) ? !isTop : outcome !== "waiting") {
        faults.push(`the newest neither counts nor waits (${outcome}): ${identity}`);
      }
    }
  }
  for (const [name, top] of topBy) {
    const version = model.versions.get(top.identity);
    const counted = (sheet) => COUNTED.has(arrivalBy.get(sheet)?.outcome);
    if (!version) faults.push(`nobody handed in what counts: ${top.identity}`);
    else if (!isSame(JSON.parse(version.text).answers, top.answers)) {
      const said = `${version.text} ${JSON.stringify(top.answers)}`;
      faults.push(`what counts says something else: ${top.identity} ${said}`);
    } else if (!counted(top.identity)) faults.push(`what waits counts: ${name} ${top.identity}`);
  }
  faults.push(...faultsOfOrder(model, sheets));
  return faults;
}

/** Each version that counted knows the one that counted before it. */
function faultsOfOrder(model, sheets) {
  const faults = [];
  for (const [, run] of groupBy(sheets, ({ judge, entry }) => `${judge} ${entry}`)) {
    run.forEach(({ identity, version }, place) => {
      const last = run[place - 1]?.identity;
      const { before = [] } = model.versions.get(identity) ?? {};
      if (version !== place + 1) faults.push(`a version's number is missing before: ${identity}`);
      if (last && !before.includes(last)) faults.push(`an older one on top: ${identity}`);
    });
  }
  return faults;
}

/** One audit line for each arrival, of the right act and person, and none beside. */
function faultsOfAudit({ arrivals, audit }) {
  const faults = [];
  const acts = new Set(Object.values(ACT_BY_OUTCOME));
  const lines = groupBy(
    audit.filter(({ act }) => acts.has(act)),
    ({ detail }) => `${detail.identity} ${detail.receipt}`,
  );
  for (const { identity, outcome, judge, receipt } of arrivals) {
    const name = `${identity} ${receipt}`;
    const found = lines.get(name) ?? [];
    lines.delete(name);
    const [line] = found;
    const isRight = found.length === 1 && ACT_BY_OUTCOME[outcome] === line.act && line.by === judge;
    if (!isRight)
      faults.push(`the audit says otherwise of ${identity} (${outcome}, ${found.length})`);
  }
  return [...faults, ...[...lines.keys()].map((identity) => `audit of nothing: ${identity}`)];
}

/** The tablet has nothing unsent, and its receipts are the server's. */
function faultsOnTablet({ arrivals }, queue, sent) {
  const receipts = new Map(arrivals.map(({ identity, receipt }) => [identity, receipt]));
  return [
    ...queue.map(({ identity }) => `still unsent: ${identity}`),
    ...sent
      .filter(({ identity, receipt }) => receipts.get(identity) !== receipt)
      .map(({ identity }) => `a receipt that the server does not know: ${identity}`),
  ];
}

function groupBy(things, nameOf) {
  const groups = new Map();
  for (const thing of things) {
    const name = nameOf(thing);
    if (!groups.has(name)) groups.set(name, []);
    groups.get(name).push(thing);
  }
  return groups;
}

const isSame = (one, other) =>
  JSON.stringify(Object.entries(one).sort()) === JSON.stringify(Object.entries(other).sort());
