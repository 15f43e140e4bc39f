/** The records beside the sheets: one audit line for each thing that was done, and the papers. */

import { groupBy, isSame } from "./grouping.js";

const ACT_BY_OUTCOME = {
  received: "sheet.handed_in",
  older: "sheet.came_late",
  waiting: "sheet.waits",
  settled: "sheet.waits",
  accepted: "sheet.waits",
  left_out: "sheet.waits",
  clash: "sheet.clashed",
};
const ARRIVING = new Set(Object.values(ACT_BY_OUTCOME));
const DECIDING = { accepted: "sheet.accepted", left_out: "sheet.left_out" };
const DECISIONS = new Set(Object.values(DECIDING));

/** One audit line for each arrival, decision and page, of the right act and person, none beside. */
export function faultsOfAudit(world, { arrivals, sheets, audit }) {
  const isArriving = ({ act, detail }) => ARRIVING.has(act) && detail.identity;
  const decided = arrivals.filter(({ outcome }) => outcome in DECIDING);
  const { by: organiser, model } = world;
  return [
    ...faultsOfLines(audit.filter(isArriving), arrivals, (arrival) => ({
      act: ACT_BY_OUTCOME[arrival.outcome],
      by: arrival.via === "tablet" ? arrival.judge : organiser,
    })),
    ...faultsOfLines(
      audit.filter(({ act }) => DECISIONS.has(act)),
      decided,
      ({ outcome }) => ({ act: DECIDING[outcome], by: organiser }),
    ),
    ...faultsOfPageLines(model, audit, sheets),
  ];
}

function faultsOfLines(lines, arrivals, rightOf) {
  const faults = [];
  const nameOf = ({ identity, receipt }) => `${identity} ${receipt}`;
  const left = groupBy(lines, ({ detail }) => nameOf(detail));
  for (const arrival of arrivals) {
    const found = left.get(nameOf(arrival)) ?? [];
    left.delete(nameOf(arrival));
    const { act, by } = rightOf(arrival);
    const isRight = found.length === 1 && found[0].act === act && found[0].by === by;
    if (!isRight) {
      faults.push(`the audit says otherwise of ${arrival.identity} (${act}, ${found.length})`);
    }
  }
  return [...faults, ...[...left.keys()].map((name) => `audit of nothing: ${name}`)];
}

/** Each version that the page made has its line, and no line stands for none. */
function faultsOfPageLines(model, audit, sheets) {
  const sheetBy = new Map(sheets.map((sheet) => [sheet.identity, sheet]));
  const lines = audit.filter(
    ({ act, detail }) => act === "sheet.handed_in" && !detail.identity && !detail.same,
  );
  const faults = [];
  for (const { id, by, on, detail } of lines) {
    const sheet = sheetBy.get(model.pageLines.get(id));
    const isRight = sheet && by === sheet.judge && on === `entry:${sheet.entry}`;
    if (!isRight || sheet.version !== detail.version) faults.push(`audit of no page: ${id}`);
  }
  const known = new Set(lines.map(({ id }) => id));
  const missing = [...model.pageLines].filter(([line]) => !known.has(line));
  return [...faults, ...missing.map(([, identity]) => `no audit of the page's ${identity}`)];
}

/** The papers are those of the beginning with every tick of the desk, in the order of the acts. */
export function faultsOfPapers({ model, entries, seen }, { audit, papers }) {
  const due = new Map(entries.map((entry) => [entry, new Set(seen)]));
  for (const line of audit) {
    const ticks = model.ticks.get(line.id) ?? ticksOf(model, line);
    const entry = due.get(line.on.replace("entry:", ""));
    if (ticks && entry) change(entry, ticks);
  }
  return entries
    .filter((entry) => !isSame([...due.get(entry)].sort(), papers[entry] ?? []))
    .map((entry) => `papers of ${entry}: ${papers[entry]}, not ${[...due.get(entry)].sort()}`);
}

/** The ticks of a tablet's version, where the line says that it counts. */
function ticksOf(model, { act, detail }) {
  const counts = act === "sheet.handed_in" || act === "sheet.accepted";
  return counts ? model.versions.get(detail.identity)?.papers : null;
}

function change(seen, { ticked, shown }) {
  ticked.filter((code) => !shown.includes(code)).forEach((code) => seen.add(code));
  shown.filter((code) => !ticked.includes(code)).forEach((code) => seen.delete(code));
}
