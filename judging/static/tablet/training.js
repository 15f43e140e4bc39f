// The training entry: the judge's real rubric, kept apart from every score, never in the queue.
import { _ } from "./words.js";

const STEPS = 50;
/** What no server gives: all noughts. */
const RECEIPT = "0000-0000";
/** No entry has this code: those of entries begin with another digit than 0. */
const CODE = "0000";

const EMPTY = { answers: {}, notes: {}, papers: null, history: [], state: "to_do" };

/**
 * The entry that is scored in training: made up, on no flight, of nobody.
 * @param {object} kept the judge's competition
 * @returns {object} an entry like those of docs/tablets.md
 */
export function trainingEntry(kept) {
  const groups = Object.entries(kept.groups);
  const [group] = groups.find(([, { rubric }]) => rubric === kept.training) ?? groups[0];
  const scorer = kept.rubrics[kept.training].parts[0].scored_by;
  const entry = { round: 0, code: CODE, group, scorer, flight: 0, position: 0, state: "open" };
  if (scorer !== "desk") return entry;
  const made = (says) => ({ km: says, en: says });
  return {
    ...entry,
    product: made(_("A made-up product")),
    producer: made(_("A made-up producer")),
    place: made(_("Nowhere")),
  };
}

/**
 * The same acts as on a real sheet; each gives the new sheet once it is on the device.
 * @param {import("./store.js").Store} store
 * @param {number} enrolment
 */
export function trainingBook(store, enrolment) {
  const key = `training ${enrolment}`;
  const change = (work) =>
    store.change(["marks"], async ({ marks }) => {
      const sheet = work((await marks.get(key)) ?? EMPTY);
      await marks.put(sheet, key);
      return shown(sheet);
    });
  return {
    open: async () => shown((await store.read("marks", key)) ?? EMPTY),
    tap: (given) => change((sheet) => step(sheet, { answers: answersAfter(sheet, given) })),
    writeNote: (given) =>
      change((sheet) => step(sheet, { notes: notesAfter(sheet, given) }, given.criterion)),
    tickPapers: ({ ticked }) => change((sheet) => step(sheet, { papers: { ticked, shown: [] } })),
    undo: () => change(undone),
    handIn: () => change((sheet) => ({ ...sheet, state: "handed_in", history: [] })),
    receive: () => change(received),
    startAgain: () => change(() => EMPTY),
  };
}

const shown = (sheet) => ({ ...sheet, undoable: sheet.history.length, question: [] });

function answersAfter({ answers }, { criterion, points, clears = [] }) {
  return without({ ...answers, [criterion]: points }, clears);
}

const notesAfter = ({ notes }, { criterion, text }) =>
  without({ ...notes, [criterion]: text || null });

/** The values but for these codes and for what is taken away. */
const without = (values, codes = []) =>
  Object.fromEntries(
    Object.entries(values).filter(([code, value]) => value !== null && !codes.includes(code)),
  );

/** `typing` is the code of the note that is written: its letters are one step together. */
function step(sheet, change, typing = null) {
  const { answers, notes, papers } = sheet;
  const isSame = typing !== null && sheet.history.at(-1)?.typing === typing;
  const history = isSame ? sheet.history : [...sheet.history, { answers, notes, papers, typing }];
  const state = "draft";
  return { ...sheet, ...change, history: history.slice(-STEPS), state, receipt: null };
}

function undone(sheet) {
  if (!sheet.history.length) return sheet;
  const { answers, notes, papers } = sheet.history.at(-1);
  return { ...sheet, answers, notes, papers, history: sheet.history.slice(0, -1) };
}

const received = (sheet) =>
  sheet.state === "handed_in" ? { ...sheet, state: "received", receipt: RECEIPT } : sheet;
