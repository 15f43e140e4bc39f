// What is on the screen: one plain object, changed in one place; what follows from it is derived.
import { askedAnswers, checkAnswers, soFar } from "./law.js";

const noSheet = () => ({ answers: {}, notes: {}, papers: null, undoable: 0, question: [] });

/** The state before anything is known. */
export const BEGINNING = Object.freeze({
  screen: "opening",
  people: [],
  earlier: [],
  me: null,
  kept: null,
  places: [],
  training: { state: "to_do" },
  unsent: [],
  card: {},
  pin: null,
  net: { unsent: 0, trouble: null, needsCard: [], clockAhead: null, isSending: false },
  store: null,
  isOther: false,
  shell: { kept: "soon", newVersion: false },
  theme: "light",
  size: 1,
  isOneByOne: false,
  mustInstall: false,
  version: "",
  said: "",
});

/** What ends with a judge's turn: nothing of it may stay on a shared tablet. */
export const NOBODY = Object.freeze({
  me: null,
  kept: null,
  places: [],
  unsent: [],
  training: { state: "to_do" },
  pin: null,
  codes: null,
  saved: null,
  said: "",
  ...closedSheet(),
});

/** What belongs to one open sheet. */
export function closedSheet() {
  return {
    place: null,
    sheet: null,
    isTraining: false,
    cases: {},
    keypad: null,
    typing: null,
    at: 0,
    blanksShown: false,
    isHandingIn: false,
    isCorrecting: false,
    keeping: null,
    refused: null,
  };
}

/**
 * Holds the state; `tell` is called after each change.
 * @param {(state: object) => void} tell
 */
export function createState(tell) {
  let now = { ...BEGINNING, ...NOBODY };
  return {
    get: () => now,
    change(changes) {
      now = { ...now, ...changes };
      tell(now);
    },
  };
}

/** The state with what follows from it for the open sheet. @param {object} state */
export function derive(state) {
  const { kept, places } = state;
  const isJudging = Boolean(kept && Object.values(kept.rounds).some((r) => r.state === "judging"));
  const place = state.place && freshPlace(state);
  if (!place || !kept) return { ...state, isJudging };
  const rubric = rubricOf(kept, place.entry);
  const sheet = state.sheet ?? noSheet();
  const why = whyNot({ ...state, place });
  return {
    ...state,
    isJudging,
    place,
    places,
    rubric,
    sheet,
    why,
    canScore: why === null,
    canCorrect: why === "done",
    canUndo: sheet.undoable > 0,
    soFar: soFarOf(rubric, place.entry.scorer, sheet.answers),
  };
}

const soFarByAnswers = new WeakMap();

/** What the answers come to; reckoned once for each tap, not for each drawing. */
function soFarOf(rubric, scorer, answers) {
  if (!soFarByAnswers.has(answers)) {
    soFarByAnswers.set(answers, soFar(rubric, scorer, sayable(rubric, scorer, answers)));
  }
  return soFarByAnswers.get(answers);
}

/** The open place with its newest state: the sheet knows what was tapped since the last look. */
function freshPlace({ place, places, isTraining, sheet }) {
  if (isTraining) return { ...place, state: sheet?.state ?? "to_do", receipt: sheet?.receipt };
  const found = places.find((one) => one.key === place.key) ?? place;
  if (sheet?.state !== "draft") return found;
  return { ...found, state: found.entry.sheet ? "correction" : "draft", receipt: null };
}

/** The rubric by which an entry is scored. @param {object} kept @param {object} entry */
export const rubricOf = (kept, entry) => kept.rubrics[kept.groups[entry.group].rubric];

/** The answers that the rubric knows: those by an older one must not stop the screen. */
export function sayable(rubric, scorer, answers) {
  if (!checkAnswers(rubric, scorer, answers)) return askedAnswers(rubric, scorer, answers);
  const known = {};
  for (const [code, points] of Object.entries(answers)) {
    if (!checkAnswers(rubric, scorer, { ...known, [code]: points })) known[code] = points;
  }
  return askedAnswers(rubric, scorer, known);
}

const BEGUN = new Set(["to_do", "draft", "correction", "look_again"]);

/** Why the open sheet cannot be written on; null where it can. */
function whyNot({ kept, place, isTraining, isOther, isCorrecting, screen }) {
  const { entry, state } = place;
  if (isOther) return "other_tab";
  if (!isTraining) {
    if (entry.state === "recused" || entry.state === "withdrawn") return entry.state;
    const round = kept.rounds[entry.round]?.state;
    if (round !== "judging") return round === "entering" ? "early" : "closed";
  }
  return BEGUN.has(state) || isCorrecting || screen === "question" ? null : "done";
}
