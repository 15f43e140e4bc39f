/** The training entry: the same acts as on a real sheet, and nothing of it is ever sent. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { unsent } from "../../judging/static/tablet/outbox.js";
import { trainingBook, trainingEntry } from "../../judging/static/tablet/training.js";
import { aDisk, aTab, failWrites } from "./indexeddb.js";

const ME = 31;
const kept = (scorer) => ({
  groups: { CRAFT: { rubric: "v1" }, FOOD: { rubric: "v2" } },
  rubrics: { v2: { parts: [{ scored_by: scorer }] } },
  training: "v2",
});

async function scored(disk) {
  const book = trainingBook(await aTab(disk), ME);
  await book.tap({ criterion: "C1.1", points: "2" });
  await book.writeNote({ criterion: "C1.1", text: "go" });
  await book.writeNote({ criterion: "C1.1", text: "good" });
  return book;
}

test("the training entry stands under the judge's own rubric and is of nobody", () => {
  const { group, scorer, round, product } = trainingEntry(kept("panel"));
  assert.deepEqual(
    { group, scorer, round, product },
    { group: "FOOD", scorer: "panel", round: 0, product: undefined },
  );
});

test("the desk trains with a made-up product, for it scores with the name known", () => {
  assert.equal(trainingEntry(kept("desk")).product.en, "A made-up product");
});

test("what is scored in training outlives the app", async () => {
  const disk = aDisk();
  await scored(disk);
  const { answers, notes, state } = await trainingBook(await aTab(disk), ME).open();
  assert.deepEqual(
    { answers, notes, state },
    { answers: { "C1.1": "2" }, notes: { "C1.1": "good" }, state: "draft" },
  );
});

test("undo takes back a note as a whole, then the tap", async () => {
  const book = await scored(aDisk());
  assert.deepEqual((await book.undo()).notes, {});
  const { answers, undoable } = await book.undo();
  assert.deepEqual({ answers, undoable }, { answers: {}, undoable: 0 });
});

test("a tap in one case of a branch clears the other", async () => {
  const book = await scored(aDisk());
  const { answers } = await book.tap({ criterion: "C2", points: "1", clears: ["C1.1"] });
  assert.deepEqual(answers, { C2: "1" });
});

test("handing in passes through both states and leaves nothing to send", async () => {
  const disk = aDisk();
  const book = await scored(disk);
  assert.equal((await book.handIn()).state, "handed_in");
  assert.equal((await book.receive()).state, "received");
  const store = await aTab(disk);
  assert.deepEqual(
    [await unsent(store), await store.all("drafts"), await store.all("sent")],
    [[], [], []],
  );
});

test("a training that was begun again is not received by the one before", async () => {
  const book = await scored(aDisk());
  await book.handIn();
  await book.startAgain();
  assert.equal((await book.receive()).state, "to_do");
});

test("each judge of a shared tablet trains alone", async () => {
  const disk = aDisk();
  await scored(disk);
  assert.deepEqual((await trainingBook(await aTab(disk), ME + 1).open()).answers, {});
});

test("a full tablet is told and shows nothing as kept", async () => {
  const book = await scored(aDisk());
  const told = failWrites("full");
  await assert.rejects(book.tap({ criterion: "C1.1", points: "0" }), { kind: "full" });
  told.mend();
  assert.equal((await book.open()).answers["C1.1"], "2");
});
