/** Looking again: the sheet is open once more, and what is handed in says that it answers. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { settle } from "../../judging/static/tablet/outbox.js";
import { NothingToHandIn, handIn, openSheet, tap } from "../../judging/static/tablet/sheets.js";
import { keepCompetition } from "../../judging/static/tablet/competitions.js";
import { placesOf } from "../../judging/static/tablet/places.js";
import { derive } from "../../judging/static/tablet/state.js";
import { aDisk, aTab } from "./indexeddb.js";
import { HOW, PLACE, aCompetition, aJudgesTab, aTop, anEntry, answerFor } from "./tablets.js";

// The screens ask for a document as they are loaded; what is asked here draws nothing.
globalThis.document ??= { createTreeWalker: () => null };
const { nextOf } = await import("../../judging/static/tablet/screens/flight.js");

const TOP = "6fa459ea-ee8a-4ca4-894e-db77e160355e";
const asked = (more = {}) => anEntry("3201", { look_again: 1, sheet: aTop(TOP), ...more });
const ASKING = { ...HOW, asking: 1 };

test("a sheet that is to be looked at again is neither done nor forgotten", async () => {
  const store = await aTab(aDisk());
  const sheet = await openSheet(store, PLACE, asked());
  assert.deepEqual(
    [sheet.state, sheet.asking, sheet.answers, sheet.receipt],
    ["look_again", 1, { "C1.1": "1" }, "TTTT-TTTT"],
  );
});

test("handed in unchanged it is a version of its own, which says what it answers", async () => {
  const store = await aTab(aDisk());
  await openSheet(store, PLACE, asked());
  const version = await handIn(store, PLACE, ASKING);
  const { answers, before, looks_again } = JSON.parse(version.text);
  assert.deepEqual([answers, before, looks_again], [{ "C1.1": "1" }, [TOP], 1]);
  const after = await openSheet(store, PLACE, asked());
  assert.deepEqual([after.state, after.asking], ["handed_in", null]);
});

test("a double tap is one answer", async () => {
  const store = await aTab(aDisk());
  await openSheet(store, PLACE, asked());
  const both = await Promise.all([handIn(store, PLACE, ASKING), handIn(store, PLACE, ASKING)]);
  assert.deepEqual(both[0], both[1]);
  assert.equal((await store.all("queue")).length, 1);
});

test("a change is handed in with the answer", async () => {
  const store = await aTab(aDisk());
  await openSheet(store, PLACE, asked());
  const changed = await tap(store, PLACE, { criterion: "C1.1", points: "2" });
  assert.deepEqual([changed.state, changed.asking], ["draft", 1]);
  const { text } = await handIn(store, PLACE, ASKING);
  assert.deepEqual(JSON.parse(text).answers, { "C1.1": "2" });
  assert.equal(JSON.parse(text).looks_again, 1);
});

test("what was received stays answered while the tablet's copy is old; a new asking is new", async () => {
  const store = await aTab(aDisk());
  await openSheet(store, PLACE, asked());
  const version = await handIn(store, PLACE, ASKING);
  await settle(store, version.identity, answerFor(version, "received", { version: 2 }));
  assert.equal((await openSheet(store, PLACE, asked())).state, "received");
  const again = await openSheet(store, PLACE, asked({ look_again: 2 }));
  assert.deepEqual([again.state, again.asking], ["look_again", 2]);
});

test("a correction of before the asking is no answer to it", async () => {
  const store = await aTab(aDisk());
  await openSheet(store, PLACE, anEntry("3201", { sheet: aTop(TOP) }));
  await tap(store, PLACE, { criterion: "C1.1", points: "2" });
  const version = await handIn(store, PLACE, HOW);
  assert.equal("looks_again" in JSON.parse(version.text), false);
  assert.equal((await openSheet(store, PLACE, asked())).state, "look_again");
});

test("without an asking there is nothing to hand in, as ever", async () => {
  const store = await aTab(aDisk());
  await openSheet(store, PLACE, anEntry("3201", { sheet: aTop(TOP) }));
  await assert.rejects(handIn(store, PLACE, HOW), NothingToHandIn);
});

test("who is recused from the entry is not asked", async () => {
  const store = await aTab(aDisk());
  const recused = await openSheet(store, PLACE, asked({ state: "recused" }));
  assert.equal(recused.state, "recused");
});

test("the flight leads to sheets never scored first, then to those to be looked at again", async () => {
  const store = await aJudgesTab(aDisk());
  const entries = [asked(), anEntry("3202", { position: 2 })];
  const body = { ...aCompetition(entries), rounds: { 7: { state: "judging" } } };
  await keepCompetition(store, 31, body, "e");
  const places = (await placesOf(store, 31)).map((one) => ({ ...one, entry: one.kept }));
  assert.deepEqual(
    places.map(({ state, asking }) => [state, asking]),
    [
      ["look_again", 1],
      ["to_do", null],
    ],
  );
  assert.equal(nextOf(places).entry.code, "3202");
  assert.equal(nextOf(places.slice(0, 1)).entry.code, "3201");
});

test("the sheet can be scored at once, and not after the round is closed", () => {
  const entry = asked();
  const place = { key: "7/3201/panel", entry, state: "look_again", asking: 1 };
  const rubric = { parts: [] };
  const kept = { groups: { FOOD: { rubric: "r" } }, rubrics: { r: rubric } };
  const why = (state) =>
    derive({ place, places: [place], kept: { ...kept, rounds: { 7: { state } } }, sheet: null })
      .why;
  assert.deepEqual([why("judging"), why("closed")], [null, "closed"]);
});
