/** Drafts, tap by tap: a sheet is given back only after the device has it. */

import { changeDraft } from "./drafting.js";
import { arePoints } from "./versions.js";

export { StaleSheet, openSheet } from "./drafting.js";
export { ChangedMeanwhile, NothingToHandIn, answerQuestion, handIn } from "./handing.js";
export { placeOf, placesOf, stateOf } from "./places.js";
export { BadVersion } from "./versions.js";

/** Steps that can be undone; older ones stay done. */
const STEPS = 100;
/** Characters of a note that are undone together: notes are written as they are typed. */
const TYPED_TOGETHER = 40;

/**
 * @typedef {import("./places.js").Place} Place
 * @typedef {{place: Place, answers: Record<string, string>, notes: Record<string, string>,
 *   papers: {ticked: string[], shown: string[]}|null, revision: number, before: string[],
 *   isDraft: boolean, undoable: number, state: import("./places.js").State,
 *   receipt: string|null, reason: string|null, newer: object|null, question: object[]}} Sheet
 * `newer` is what the server holds and this draft did not begin from: made on another tablet.
 * `question` holds the versions to choose from (`headsOf`) when the state is "question".
 */

/**
 * Gives a criterion points, or takes them away, and clears others with the same tap.
 *
 * @param {import("./store.js").Store} store
 * @param {Place} place
 * @param {{criterion: string, points: string|null, clears?: string[]}} tapped points as decimal
 *   text; `clears` are criteria of the other case of a branch.
 * @returns {Promise<Sheet>} once it is on the device.
 * @throws {import("./drafting.js").StaleSheet|import("./store.js").StoreTrouble} and then nothing was changed.
 */
export async function tap(store, place, { criterion, points, clears = [] }) {
  if (points !== null && !arePoints(points)) throw new TypeError("Points are decimal text.");
  const changed = Object.fromEntries(clears.map((code) => [code, null]));
  return step(store, place, { answers: { ...changed, [criterion]: points } });
}

/**
 * Writes the note of a criterion, or of the whole sheet (`""`); an empty text takes it away.
 *
 * @param {{criterion: string, text: string}} written
 * @returns {Promise<Sheet>} as `tap`.
 */
export async function writeNote(store, place, { criterion, text }) {
  return step(store, place, { notes: { [criterion]: text === "" ? null : text } });
}

/**
 * Says which papers the desk has seen; those ticked when the draft began stay as `shown`.
 *
 * @param {{ticked: string[]}} papers all codes that are ticked now.
 * @returns {Promise<Sheet>} as `tap`.
 */
export async function tickPapers(store, place, { ticked }) {
  return step(store, place, { ticked });
}

/** Takes the last step back, also one from before the app was closed; without steps, nothing. */
export async function undo(store, place) {
  return changeDraft(store, place, (draft) => {
    const last = draft.history.at(-1);
    if (!last) return null;
    const undone = apply(draft, last).draft;
    return { ...undone, history: draft.history.slice(0, -1), changes: draft.changes - 1 };
  });
}

function step(store, place, change) {
  return changeDraft(store, place, (draft) => {
    const { draft: changed, inverse } = apply(draft, change);
    if (isTypingOn(draft.history.at(-1), change)) return changed;
    const history = [...draft.history, inverse].slice(-STEPS);
    return { ...changed, history, changes: draft.changes + 1 };
  });
}

/** Whether a change goes on with the note of the step before, near to where that began. */
function isTypingOn(last, { notes }) {
  const [criterion, text] = Object.entries(notes ?? {})[0] ?? [];
  // A note that is taken away can always be brought back by itself.
  if (!text || !last || !Object.hasOwn(last.notes, criterion)) return false;
  const began = last.notes[criterion] ?? "";
  return Math.abs(text.length - began.length) <= TYPED_TOGETHER;
}

/** Applies a change and tells the one that undoes it; `null` stands for "not there". */
function apply(draft, { answers = {}, notes = {}, ticked }) {
  const [newAnswers, oldAnswers] = merged(draft.answers, answers);
  const [newNotes, oldNotes] = merged(draft.notes, notes);
  const changed = { ...draft, answers: newAnswers, notes: newNotes };
  const inverse = { answers: oldAnswers, notes: oldNotes };
  if (ticked) {
    inverse.ticked = draft.papers?.ticked ?? [];
    changed.papers = { ticked: [...ticked], shown: draft.papers?.shown ?? [] };
  }
  return { draft: changed, inverse };
}

function merged(values, change) {
  const after = { ...values };
  const old = {};
  for (const [code, value] of Object.entries(change)) {
    old[code] = values[code] ?? null;
    if (value === null) delete after[code];
    else after[code] = value;
  }
  return [after, old];
}
