/** Which version of each sheet counts: the newest, or what the organiser let count. */

import { groupBy, isSame } from "./grouping.js";

const COUNTED = new Set(["received", "accepted"]);
const sheetOf = ({ judge, entry }) => `${judge} ${entry}`;

/** Of each sheet the newest counts, or waits for a stated reason; what counts says what was sent. */
export function faultsOfSheets(model, { arrivals, sheets, counting }) {
  const arrivalBy = new Map(arrivals.map((arrival) => [arrival.identity, arrival]));
  const runs = groupBy(sheets, sheetOf);
  return [
    ...faultsOfHeads(model, arrivalBy, runs),
    ...[...runs.values()].flatMap((run) => faultsOfRun(model, arrivalBy, run)),
    ...faultsOfWhatCounts(model, arrivalBy, runs),
    ...faultsOfCounting(model, runs, counting),
  ];
}

/** A version that nothing replaces counts, or waits, or was left out, or overruled. */
function faultsOfHeads(model, arrivalBy, runs) {
  const faults = [];
  for (const [name, versions] of groupBy(model.versions.values(), sheetOf)) {
    const replaced = new Set(versions.flatMap(({ before }) => before));
    const run = runs.get(name) ?? [];
    for (const { identity, text } of versions) {
      if (replaced.has(identity)) continue;
      const outcome = text ? arrivalBy.get(identity)?.outcome : "received";
      const place = run.findIndex((sheet) => sheet.identity === identity);
      const later = run.slice(place + 1);
      const isOverruled = later.some((sheet) => model.decided.get(sheet.identity) === "accepted");
      const isTop = place >= 0 && (later.length === 0 || isOverruled);
      const isAside = outcome === "waiting" || outcome === "left_out";
      if (COUNTED.has(outcome) ? !isTop : !isAside) {
        faults.push(`the newest neither counts nor waits (${outcome}): ${identity}`);
      }
    }
  }
  return faults;
}

/** Each version of a sheet knows the one that counted before it, or the organiser let it count. */
function faultsOfRun(model, arrivalBy, run) {
  const faults = [];
  run.forEach(({ identity, version, answers, came }, place) => {
    const last = run[place - 1]?.identity;
    const told = model.versions.get(identity);
    const isAccepted = model.decided.get(identity) === "accepted";
    if (version !== place + 1) faults.push(`a version's number is missing before: ${identity}`);
    if (!told) faults.push(`nobody handed in what counts: ${identity}`);
    else if (!isSame(told.answers, answers)) {
      const said = `${JSON.stringify(told.answers)} ${JSON.stringify(answers)}`;
      faults.push(`what counts says something else: ${identity} ${said}`);
    } else if (came !== Boolean(told.text)) faults.push(`made elsewhere: ${identity}`);
    else if (came && !COUNTED.has(arrivalBy.get(identity)?.outcome)) {
      faults.push(`what waits counts: ${identity}`);
    } else if (last && !isAccepted && !told.before.includes(last)) {
      faults.push(`an older one on top: ${identity}`);
    }
  });
  return faults;
}

/** What is said to count is among the sheets, under its number. */
function faultsOfWhatCounts(model, arrivalBy, runs) {
  const sheets = new Map([...runs.values()].flat().map((sheet) => [sheet.identity, sheet]));
  const faults = [];
  for (const { identity, text } of model.versions.values()) {
    const arrival = arrivalBy.get(identity);
    if (text && !COUNTED.has(arrival?.outcome)) continue;
    const sheet = sheets.get(identity);
    if (!sheet) faults.push(`it is said to count and does not: ${identity}`);
    else if (text && sheet.version !== arrival.version) faults.push(`another number: ${identity}`);
  }
  return faults;
}

/** The standings are computed from the newest of each sheet, but never from a recused judge's. */
function faultsOfCounting(model, runs, counting) {
  const due = [...runs.values()].map((run) => run.at(-1));
  const wanted = due.filter((top) => !model.recused.has(sheetOf(top)));
  const counted = new Map(counting.map((sheet) => [sheetOf(sheet), sheet]));
  const faults = wanted
    .filter((top) => !isSame(counted.get(sheetOf(top))?.answers ?? {}, top.answers))
    .map(({ identity }) => `the standings do not count it: ${identity}`);
  if (counted.size !== counting.length) faults.push("the standings count a sheet twice");
  if (counting.length > wanted.length) faults.push("the standings count what should not");
  return faults;
}
