/** What judges and their tablets do in the machine; each act is one operation. */

import { StaleSheet } from "../../judging/static/tablet/sheets.js";
import { handOver, replaceTablet } from "./handovers.js";
import { answerOnce, fillAndHandIn, noteOnce, tapOnce, tickOnce, undoOnce } from "./scoring.js";
import { nameOf } from "./model.js";

/** How often each act is chosen. */
export const WEIGHTS = {
  tap: 30,
  note: 6,
  undo: 5,
  tick: 10,
  hand_in: 22,
  answer: 8,
  flush: 10,
  fetch: 8,
  hand_over: 5,
  lose_connection: 2,
  go_away: 1,
  jump: 1,
  kill: 0.7,
  replace: 0.1,
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
  tick: (tablet) => onSheet(tablet, tickOnce, { scorer: "desk" }),
  hand_in: (tablet) => onSheet(tablet, fillAndHandIn),
  answer: (tablet) => onSheet(tablet, answerOnce, { state: "question" }),
  flush: (tablet) => void tablet.sync.sendNow(),
  fetch: async (tablet) => {
    const person = await anybody(tablet);
    return person ? tablet.fetchCompetition(person) : false;
  },
  hand_over: async (tablet) => {
    const person = await anybody(tablet);
    return person ? handOver(tablet, person) : false;
  },
  lose_connection: (tablet) => tablet.life.loseConnections(),
  go_away: (tablet) => !tablet.isOffline && tablet.goAway(),
  jump: (tablet) => tablet.jump(),
  kill: (tablet) => tablet.kill(),
  replace: (tablet) => replaceTablet(tablet),
  new_card: async (tablet) => {
    const enrolled = new Set((await tablet.people()).map(({ judge }) => judge.id));
    const [revoked] = await tablet.inNeed();
    const missing = tablet.judges.find((judge) => !enrolled.has(judge)) ?? revoked?.judge.id;
    return missing ? tablet.useCard(missing) : false;
  },
};

async function anybody(tablet) {
  const people = await tablet.people();
  return people.length > 0 ? tablet.world.chance.pick(people) : undefined;
}

/** Opens a sheet in one of the tabs and works on it; what it showed is written down. */
async function onSheet(tablet, work, wanted = {}) {
  const person = await anybody(tablet);
  const tab = tablet.world.chance.happens(0.9) ? 0 : 1;
  const opened = person && (await tablet.openPlace(tab, person, wanted));
  if (!opened) return false;
  tablet.doubt = nameOf(opened.place);
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
