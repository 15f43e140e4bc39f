/** Where each sheet stands, told from what is kept here and what the server has said. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { keepCompetition } from "../../judging/static/tablet/competitions.js";
import { settle } from "../../judging/static/tablet/outbox.js";
import { handIn, openSheet, placesOf, stateOf, tap } from "../../judging/static/tablet/sheets.js";
import {
  HOW,
  PLACE,
  aCompetition,
  aJudgesTab,
  aTop,
  anEntry,
  answerFor,
  enrolled,
  placeFor,
} from "./tablets.js";

const row = (more) => ({ ...PLACE, order: 1, before: [], text: "{}", ...more });
const draft = row({ changes: 1 });
const queued = row({ identity: "q" });
const sent = (outcome, more) => row({ identity: "s", outcome, receipt: "SSSS-SSSS", ...more });

for (const [name, state, kept, drafts, queue, done] of [
  ["nothing yet", "to_do", {}, [], [], []],
  ["a draft", "draft", {}, [draft], [], []],
  ["a draft with every step undone", "to_do", {}, [row({ changes: 0 })], [], []],
  ["an unsent version", "handed_in", {}, [], [queued], []],
  ["a correction begun after handing in", "draft", {}, [draft], [queued], []],
  ["a receipt", "received", {}, [], [], [sent("received")]],
  ["an unsent correction of a received version", "handed_in", {}, [], [queued], [sent("received")]],
  ["what another tablet handed in", "received", { sheet: aTop("x") }, [], [], []],
  ["a version that waits", "waiting", {}, [], [], [sent("waiting", { reason: "late" })]],
  ["a version accepted at last", "received", {}, [], [], [sent("accepted")]],
  ["a version left out", "left_out", {}, [], [], [sent("left_out")]],
  [
    "a version left out and another that counts",
    "received",
    { sheet: aTop("x") },
    [],
    [],
    [sent("left_out")],
  ],
  ["a clash", "clash", {}, [], [], [sent("clash", { reason: "other_bytes" })]],
  [
    "one that waits after one received",
    "waiting",
    { sheet: aTop("x") },
    [],
    [],
    [sent("waiting", { reason: "late", before: ["x"] })],
  ],
  [
    "one that waited and is passed",
    "received",
    { sheet: aTop("x", { before: ["s"] }) },
    [],
    [],
    [sent("waiting", { reason: "late" })],
  ],
  [
    "what waits of another tablet",
    "waiting",
    { waiting: [{ identity: "w", reason: "late", answers: {}, notes: {} }] },
    [],
    [],
    [],
  ],
  ["a recusal", "recused", { state: "recused" }, [draft], [], []],
  ["a withdrawn entry", "withdrawn", { state: "withdrawn" }, [], [queued], []],
]) {
  test(`${name} is ${state}`, () => {
    assert.equal(stateOf(PLACE, anEntry("3201", kept), drafts, queue, done), state);
  });
}

test("rows of other sheets say nothing of this one", () => {
  const other = { ...draft, entry: "3202" };
  const judge = { ...queued, judge: 13 };
  const year = { ...sent("received"), competition: "last year" };
  assert.equal(stateOf(PLACE, anEntry(), [other], [judge], [year]), "to_do");
});

test("all sheets of an enrolment in the order of the competition, and no other judge's", async () => {
  const store = await aJudgesTab();
  await enrolled(store, 32, { judge: 13 });
  const entries = ["3203", "3201", "3202"].map((code) => anEntry(code));
  await keepCompetition(store, 31, aCompetition(entries));
  const mine = placeFor("3201");
  await openSheet(store, mine, entries[1]);
  await tap(store, mine, { criterion: "C1.1", points: "1" });
  const version = await handIn(store, mine, HOW);
  const theirs = placeFor("3202", 13);
  await openSheet(store, theirs, entries[2]);
  await tap(store, theirs, { criterion: "C1.1", points: "1" });
  const rows = async () =>
    (await placesOf(store, 31)).map((one) => [one.place.entry, one.state, one.unsent]);
  assert.deepEqual(await rows(), [
    ["3203", "to_do", 0],
    ["3201", "handed_in", 1],
    ["3202", "to_do", 0],
  ]);
  await settle(store, version.identity, answerFor(version));
  const found = (await placesOf(store, 31))[1];
  assert.deepEqual([found.state, found.receipt, found.place], ["received", version.receipt, mine]);
  assert.deepEqual(await placesOf(store, 32), []);
});

test("without a competition here there are no sheets to list", async () => {
  assert.deepEqual(await placesOf(await aJudgesTab(), 31), []);
});
