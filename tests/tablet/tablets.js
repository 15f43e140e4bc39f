/** Judges, competitions and tablets for the tests of the tablet app. */

import { enrol } from "../../judging/static/tablet/people.js";
import { aTab } from "./indexeddb.js";

// Real PINs, but quick ones: nobody attacks a test.
const derive = crypto.subtle.deriveBits.bind(crypto.subtle);
crypto.subtle.deriveBits = (how, ...rest) => derive({ ...how, iterations: 10 }, ...rest);

export const COMPETITION = "1b4e28ba-2fa1-41d2-883f-0016d3cca427";
export const RUBRIC = "5e884898da280471";
export const HOW = { rubric: RUBRIC, made_at: "2027-04-07T03:12:45.123Z" };
const CLASSIFIED = { round: 7, group: "FOOD", scorer: "panel", flight: 1, state: "open" };

/** A judge's place for an entry code. */
export const placeFor = (entry, judge = 12, competition = COMPETITION) => ({
  competition,
  judge,
  round: 7,
  entry,
  scorer: "panel",
});

export const PLACE = placeFor("3201");

/** An entry of the judge's competition, with what the server knows of it. */
export const anEntry = (code = "3201", more = {}) => ({
  ...CLASSIFIED,
  code,
  position: 1,
  ...more,
});

/** What the server tells of a version that is the top. */
export const aTop = (identity, more = {}) => ({
  identity,
  before: [],
  version: 1,
  answers: { "C1.1": "1" },
  notes: {},
  receipt: "TTTT-TTTT",
  handed_in_at: "2027-04-07T03:00:00Z",
  ...more,
});

/** A judge's competition as the server gives it. */
export const aCompetition = (entries, { judge = 12, identity = COMPETITION } = {}) => ({
  format: 1,
  judge: { id: judge, name: { km: "សុខា", en: "Sokha" }, role: "judge" },
  competition: { identity, code: "OVOP-2027", title: { km: "ក", en: "A" } },
  groups: { FOOD: { title: { km: "ក", en: "A" }, rubric: RUBRIC } },
  entries,
});

/** A server that enrols a judge under a number. */
export const aServer = (enrolment, { judge = 12, identity = COMPETITION } = {}) => ({
  asked: [],
  async card(asked) {
    this.asked.push(asked);
    return { ok: true, body: aCompetition([], { judge, identity }) };
  },
  async enrol(asked) {
    this.asked.push(asked);
    const { competition, judge: person } = aCompetition([], { judge, identity });
    const keys = { key: `key ${enrolment}`, handover_key: "00".repeat(32) };
    const body = { ...keys, enrolment, tablet: "T-01", judge: person, competition };
    return { ok: true, body };
  },
});

/** Enrols a judge on a tab. */
export const enrolled = (store, enrolment, who) =>
  enrol(store, aServer(enrolment, who), { secret: "s", pin: "123456", browser: "Node" });

/** A tab with judge 12 enrolled as number 31. */
export async function aJudgesTab(disk) {
  const store = await aTab(disk);
  await enrolled(store, 31);
  return store;
}

/** The server's right answer for a version. */
export const answerFor = ({ identity, receipt }, outcome = "received", more = {}) => ({
  identity,
  receipt,
  outcome,
  reason: null,
  version: 1,
  ...more,
});
