/** What a new draft begins from, and which versions it knows: those that the judge sees in it. */

import { copiedDraft, keyOf } from "./places.js";
import { uuid4 } from "./identity.js";
import { readVersion } from "./versions.js";

/**
 * A draft's row for a place, not on the device yet: from the copy of a draft on the server (on a
 * tablet that has never handed this sheet in), from the newest version, or blank.
 *
 * @param {import("./places.js").Place} place
 * @param {object|undefined} kept the entry of the judge's competition.
 * @param {object[]} versions made here, the oldest first.
 */
export function beginning(place, kept, versions) {
  const base = newest(kept, versions);
  const copied = copiedDraft(kept, versions);
  const { answers = {}, notes = {} } = copied ?? base ?? {};
  const [competition, judge, round, entry, scorer] = keyOf(place);
  return {
    competition,
    judge,
    round,
    entry,
    scorer,
    answers,
    notes,
    papers: papersOf(kept, base),
    before: base ? [...new Set([...base.before, base.identity])] : [],
    revision: 0,
    changes: 0,
    isCopied: Boolean(copied),
    step: copied ? uuid4() : null,
    history: [],
  };
}

/** The desk's ticks: as in the own newest version that the server may not have read yet. */
function papersOf(kept, base) {
  const ticked = base?.papers?.ticked ?? kept?.papers_seen;
  return ticked ? { ticked: [...ticked], shown: [...ticked] } : null;
}

/** The newest version that counts, of those made here and the server's top; else a left-out one. */
function newest(kept, versions) {
  const own = versions.filter((version) => version.outcome !== "left_out").at(-1);
  const top = kept?.sheet;
  if (top && (!own || [...top.before, top.identity].includes(own.identity))) return top;
  const mine = own ?? versions.at(-1);
  if (!mine?.text) return top ?? null;
  const { answers, notes, papers = null } = readVersion(mine.text);
  return { identity: mine.identity, before: mine.before, answers, notes, papers };
}
