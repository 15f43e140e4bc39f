/** What must hold when all is over: the database beside what judges have really handed in. */

import { faultsOfAudit, faultsOfPapers } from "./records.js";
import { faultsOfSheets } from "./counting.js";

const DECIDED = new Set(["accepted", "left_out"]);
const WAITED = new Set(["waiting", "settled", ...DECIDED]);

/**
 * Everything that does not hold, in words; empty when all is well.
 *
 * @param {object} world the machine: its `model`, and its `channel` with the other bytes that were
 *   sent under identities, `forged`, and those of which nobody knows whether they arrived, `inDoubt`.
 * @param {{arrivals: object[], sheets: object[], audit: object[]}} facts the database.
 * @param {object[]} rows what the tablets keep: `{queue, sent}` each.
 */
export function findFaults(world, facts, rows) {
  const { model, channel } = world;
  const clashes = facts.arrivals.filter(({ outcome }) => outcome === "clash");
  const arrivals = facts.arrivals.filter(({ outcome }) => outcome !== "clash");
  const kept = { ...facts, arrivals };
  return [
    ...model.faults,
    ...faultsOfClashes(clashes, channel),
    ...faultsOfArrivals(model, arrivals),
    ...faultsOfSheets(model, kept),
    ...faultsOfAudit(world, facts),
    ...faultsOfPapers(world, facts),
    ...rows.flatMap(({ queue, sent }) => faultsOnTablet(arrivals, queue, sent)),
  ];
}

/** Other bytes under an identity are kept beside the first, once, and called a clash. */
function faultsOfClashes(clashes, { forged, inDoubt }) {
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
function faultsOfArrivals(model, arrivals) {
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
    else if (!isOutcomeTrue(model, arrival)) say(`an untrue outcome ${arrival.outcome}`);
    else if (!isReasonTrue(model, arrival, version)) say(`an untrue reason ${arrival.reason}`);
    else if (!isWayTrue(model, arrival)) say(`an untrue way ${arrival.via} ${arrival.reason}`);
    if (!arrival.digest_is_right) say("a wrong digest");
    if (seen.has(arrival.identity)) say("there twice");
    seen.add(arrival.identity);
  }
  for (const { identity, text } of model.versions.values()) {
    if (text && !seen.has(identity)) faults.push(`lost: ${identity}`);
  }
  return faults;
}

/** The organiser's decisions stand, and nothing else is called decided; what is old was replaced. */
function isOutcomeTrue(model, { identity, outcome }) {
  const decided = model.decided.get(identity);
  if (decided || DECIDED.has(outcome)) return decided === outcome;
  return (outcome !== "older" && outcome !== "settled") || model.isReplaced(identity);
}

function isReasonTrue(model, { outcome, reason }, version) {
  if (!WAITED.has(outcome)) return reason === null;
  const isOther = (other) =>
    other.name === version.name && !knows(other, version) && !knows(version, other);
  switch (reason) {
    case "recused":
      return model.recused.has(`${version.judge} ${version.entry}`);
    case "withdrawn":
      return model.withdrawn.has(version.entry);
    case "late":
      return model.wasClosed;
    case "unproven":
      return Boolean(model.handovers.get(version.identity)?.mayBeUnproven);
    case "concurrent":
      return [...model.versions.values()].some((other) => other !== version && isOther(other));
    default:
      return false;
  }
}

const knows = (one, other) => one.before.includes(other.identity);

/** What came by a handover was handed over, and counts by itself only if its tablet had packed it. */
function isWayTrue(model, { identity, via, reason }) {
  if (via === "tablet") return true;
  const handover = model.handovers.get(identity);
  return Boolean(handover) && (handover.mayBeProven || reason === "unproven");
}

/** The tablet has nothing unsent, its receipts are the server's, and it knows what was decided. */
function faultsOnTablet(arrivals, queue, sent) {
  const arrivalBy = new Map(arrivals.map((arrival) => [arrival.identity, arrival]));
  const faults = queue.map(({ identity }) => `still unsent: ${identity}`);
  for (const { identity, receipt, outcome } of sent) {
    const kept = arrivalBy.get(identity);
    if (kept?.receipt !== receipt) {
      faults.push(`a receipt that the server does not know: ${identity}`);
    } else if (kept.outcome !== outcome) {
      faults.push(`the tablet thinks ${outcome}, and it is ${kept.outcome}: ${identity}`);
    }
  }
  return faults;
}
