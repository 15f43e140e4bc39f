/** A judge's work on one opened sheet in the machine: `work(tablet, opened, store)`. */

import { handedInCodes } from "../../judging/static/tablet/law.js";
import {
  answerQuestion,
  handIn,
  openSheet,
  tap,
  tickPapers,
  undo,
  writeNote,
} from "../../judging/static/tablet/sheets.js";
import { isSame } from "./grouping.js";
import { nameOf } from "./model.js";

const NOTES = ["ក្រអូប", "too sweet", "ល្អណាស់ ប៉ុន្តែវេចខ្ចប់ខូច", 'a "quoted" \\ note', "🥭 half"];

/** Writes down what the screen shows as kept. */
function show(tablet, { place }, { answers, notes, papers, isDraft }) {
  if (tablet.life.isOver) return;
  const ticked = papers?.ticked;
  if (isDraft) tablet.shown.set(nameOf(place), { place, answers, notes, ticked });
  else tablet.shown.delete(nameOf(place));
}

/** One tap on one criterion. */
export async function tapOnce(tablet, opened, store) {
  const { chance, points } = tablet.world;
  const { criterion, points: possible } = chance.pick(points[opened.place.scorer]);
  const chosen = chance.happens(0.05) ? null : chance.pick(possible);
  const sheet = await tap(store, opened.place, { criterion, points: chosen });
  show(tablet, opened, sheet);
  return isDone(tablet, (sheet.answers[criterion] ?? null) === chosen);
}

/** What a judge did is what the sheet says then. */
function isDone(tablet, isSo) {
  if (!isSo) tablet.world.model.fault("the sheet does not say what was done", tablet.doubt);
  return true;
}

/** A note, or its end. */
export async function noteOnce(tablet, opened, store) {
  const { chance, points } = tablet.world;
  const criterion = chance.happens(0.3) ? "" : chance.pick(points[opened.place.scorer]).criterion;
  const text = chance.happens(0.1) ? "" : chance.pick(NOTES);
  const sheet = await writeNote(store, opened.place, { criterion, text });
  show(tablet, opened, sheet);
  return isDone(tablet, (sheet.notes[criterion] ?? "") === text);
}

/** The desk has seen one paper more, or one less. */
export async function tickOnce(tablet, opened, store) {
  const { chance, papers } = tablet.world;
  const ticked = toggled(opened.sheet.papers?.ticked ?? [], chance.pick(papers));
  const sheet = await tickPapers(store, opened.place, { ticked });
  show(tablet, opened, sheet);
  return isDone(tablet, isSame(sheet.papers.ticked, ticked));
}

/** The codes with this one added, or taken out. */
export const toggled = (codes, code) =>
  codes.includes(code) ? codes.filter((one) => one !== code) : [...codes, code];

/** The last step back. */
export async function undoOnce(tablet, opened, store) {
  if (!opened.sheet.undoable) return false;
  show(tablet, opened, await undo(store, opened.place));
  return true;
}

/** Answers what is blank, or changes something, and hands in. */
export async function fillAndHandIn(tablet, opened, store) {
  const { chance, points } = tablet.world;
  const { place, rubric, meaning } = opened;
  let { sheet } = opened;
  const criteria = points[place.scorer];
  const blank = criteria.filter(({ criterion }) => !(criterion in sheet.answers));
  const changed = blank.length > 0 || sheet.isDraft ? blank : [chance.pick(criteria)];
  for (const { criterion, points: possible } of changed) {
    sheet = await tap(store, place, { criterion, points: chance.pick(possible) });
    show(tablet, opened, sheet);
  }
  const made_at = new Date(tablet.clock()).toISOString();
  const asked = (answers) => handedInCodes(meaning, place.scorer, answers);
  const how = { rubric, made_at, asked };
  // A double tap on the button, now and then.
  const taps = chance.happens(0.1) ? 2 : 1;
  const rows = await Promise.all(Array.from({ length: taps }, () => handIn(store, place, how)));
  return handedIn(tablet, opened, rows);
}

/** Chooses one of two versions. */
export async function answerOnce(tablet, opened, store) {
  const { question } = opened.sheet;
  if (question.length < 2) return false;
  const keep = tablet.world.chance.pick(question).identity;
  const how = { question, keep, rubric: opened.rubric };
  const row = await answerQuestion(store, opened.place, {
    ...how,
    made_at: new Date(tablet.clock()).toISOString(),
  });
  const done = handedIn(tablet, opened, [row]);
  show(tablet, opened, await openSheet(store, opened.place));
  return done;
}

function handedIn(tablet, opened, rows) {
  if (tablet.life.isOver) return false;
  if (new Set(rows.map(({ identity }) => identity)).size > 1) {
    tablet.world.model.fault("a double tap made two versions", rows[0].identity);
  }
  rows.forEach((row) => tablet.world.model.add(row, tablet.number));
  tablet.shown.delete(nameOf(opened.place));
  void tablet.sync.sendNow();
  return true;
}
