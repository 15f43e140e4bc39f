/** What judges and their tablets do in the machine; each act is one operation. */

import { handedInCodes } from "../../judging/static/tablet/law.js";
import {
  StaleSheet,
  answerQuestion,
  handIn,
  openSheet,
  tap,
  undo,
  writeNote,
} from "../../judging/static/tablet/sheets.js";
import { nameOf } from "./model.js";

const NOTES = ["ក្រអូប", "too sweet", "ល្អណាស់ ប៉ុន្តែវេចខ្ចប់ខូច", 'a "quoted" \\ note', "🥭 half"];

/** How often each act is chosen. */
export const WEIGHTS = {
  tap: 30,
  note: 6,
  undo: 5,
  hand_in: 22,
  answer: 8,
  flush: 10,
  fetch: 8,
  lose_connection: 2,
  jump: 1,
  kill: 0.7,
  new_card: 3,
};

/** One act of one tablet; true if something was done. */
export async function act(tablet, kind) {
  try {
    return await acts[kind](tablet);
  } catch (error) {
    if (error instanceof StaleSheet || error.name === "NothingToHandIn") return false;
    throw error;
  }
}

const acts = {
  tap: (tablet) => onSheet(tablet, tapOnce),
  note: (tablet) => onSheet(tablet, noteOnce),
  undo: (tablet) => onSheet(tablet, undoOnce),
  hand_in: (tablet) => onSheet(tablet, fillAndHandIn),
  answer: (tablet) => onSheet(tablet, answerOnce, "question"),
  flush: (tablet) => void tablet.sync.sendNow(),
  fetch: async (tablet) => {
    const person = await anybody(tablet);
    return person ? tablet.fetchCompetition(person) : false;
  },
  lose_connection: (tablet) => tablet.life.loseConnections(),
  jump: (tablet) => tablet.jump(),
  new_card: async (tablet) => {
    const enrolled = new Set((await tablet.people()).map(({ judge }) => judge.id));
    const { needsCard } = tablet.sync.state();
    const revoked = (await tablet.people()).filter((one) => needsCard.includes(one.enrolment));
    const missing = tablet.judges.find((judge) => !enrolled.has(judge)) ?? revoked[0]?.judge.id;
    return missing ? tablet.useCard(missing) : false;
  },
};

async function anybody(tablet) {
  const people = await tablet.people();
  return people.length > 0 ? tablet.world.chance.pick(people) : undefined;
}

/** Opens a sheet in one of the tabs and works on it; what it showed is written down. */
async function onSheet(tablet, work, wanted) {
  const person = await anybody(tablet);
  const tab = tablet.world.chance.happens(0.9) ? 0 : 1;
  const opened = person && (await tablet.openPlace(tab, person, wanted));
  if (!opened) return false;
  const name = nameOf(opened.place);
  tablet.doubt = name;
  const { life } = tablet;
  let done;
  try {
    done = await work(tablet, opened, tablet.stores[tab]);
  } finally {
    // A life that is over has no say any more in what was shown.
    if (!life.isOver) tablet.doubt = null;
  }
  if (life.isOver) return false;
  return done;
}

/** Writes down what the screen shows as kept. */
function show(tablet, { place }, { answers, notes, isDraft }) {
  if (tablet.life.isOver) return;
  if (isDraft) tablet.shown.set(nameOf(place), { place, answers, notes });
  else tablet.shown.delete(nameOf(place));
}

async function tapOnce(tablet, opened, store) {
  const { chance, points } = tablet.world;
  const { criterion, points: possible } = chance.pick(points[opened.place.scorer]);
  const chosen = chance.happens(0.05) ? null : chance.pick(possible);
  show(tablet, opened, await tap(store, opened.place, { criterion, points: chosen }));
  return true;
}

async function noteOnce(tablet, opened, store) {
  const { chance, points } = tablet.world;
  const criterion = chance.happens(0.3) ? "" : chance.pick(points[opened.place.scorer]).criterion;
  const text = chance.happens(0.1) ? "" : chance.pick(NOTES);
  show(tablet, opened, await writeNote(store, opened.place, { criterion, text }));
  return true;
}

async function undoOnce(tablet, opened, store) {
  if (!opened.sheet.undoable) return false;
  show(tablet, opened, await undo(store, opened.place));
  return true;
}

async function fillAndHandIn(tablet, opened, store) {
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

async function answerOnce(tablet, opened, store) {
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
