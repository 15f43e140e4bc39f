/** Two versions of one sheet are a question to the judge, and the answer names both. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { settle } from "../../judging/static/tablet/outbox.js";
import { answerQuestion, handIn, openSheet, tap } from "../../judging/static/tablet/sheets.js";
import { aTab } from "./indexeddb.js";
import { HOW, PLACE, aTop, anEntry, answerFor } from "./tablets.js";

const give = (store, points) => tap(store, PLACE, { criterion: "C1.1", points });

/** A tab with one answer given on the sheet. */
async function aDraft() {
  const store = await aTab();
  await openSheet(store, PLACE, anEntry());
  await give(store, "3");
  return store;
}

/** A sheet of which the server has two versions: one made here, one on another tablet. */
async function aQuestion() {
  const store = await aDraft();
  const mine = await handIn(store, PLACE, HOW);
  const top = {
    identity: "theirs",
    version: 1,
    answers: { "C1.1": "1" },
    notes: {},
    arrived_at: "t",
  };
  const answer = answerFor(mine, "waiting", { reason: "concurrent", top });
  await settle(store, mine.identity, answer);
  const kept = anEntry("3201", { sheet: aTop("theirs", { before: ["older"] }) });
  const sheet = await openSheet(store, PLACE, kept);
  return { store, mine, kept, sheet };
}

test("two versions are a question until the judge has chosen, and the choice names both", async () => {
  const { store, mine, kept, sheet } = await aQuestion();
  assert.equal(sheet.state, "question");
  assert.deepEqual(
    sheet.question.map(({ identity, isHere, answers }) => [identity, isHere, answers]),
    [
      [mine.identity, true, { "C1.1": "3" }],
      ["theirs", false, { "C1.1": "1" }],
    ],
  );
  const asked = { ...HOW, question: sheet.question, keep: "theirs" };
  const chosen = await answerQuestion(store, PLACE, asked);
  const again = await answerQuestion(store, PLACE, asked);
  const after = await openSheet(store, PLACE, kept);
  assert.deepEqual(JSON.parse(chosen.text).answers, { "C1.1": "1" });
  assert.deepEqual([...chosen.before].sort(), ["older", "theirs", mine.identity].sort());
  assert.deepEqual(
    [again.identity, after.state, after.answers],
    [chosen.identity, "handed_in", { "C1.1": "1" }],
  );
});

test("the tablet of the top asks as well, from the copy of the version that waits", async () => {
  const store = await aDraft();
  const mine = await handIn(store, PLACE, HOW);
  await settle(store, mine.identity, answerFor(mine));
  const waiting = [{ identity: "w", reason: "concurrent", answers: { "C1.1": "2" }, notes: {} }];
  const sheet = aTop(mine.identity, { answers: { "C1.1": "3" } });
  const opened = await openSheet(store, PLACE, anEntry("3201", { sheet, waiting }));
  assert.deepEqual(
    [opened.state, opened.question.map(({ identity }) => identity)],
    ["question", [mine.identity, "w"]],
  );
});

test("a draft under way survives the answer to a question", async () => {
  const { store, sheet, kept } = await aQuestion();
  await give(store, "5");
  const keep = sheet.question[1].identity;
  const chosen = await answerQuestion(store, PLACE, { ...HOW, question: sheet.question, keep });
  const draft = await give(store, "4");
  assert.deepEqual([draft.answers, draft.isDraft], [{ "C1.1": "4" }, true]);
  const version = await handIn(store, PLACE, HOW);
  assert.equal(version.before.includes(chosen.identity), true);
  assert.equal((await openSheet(store, PLACE, kept)).question.length, 0);
});

test("an untouched draft can be handed in after the answer to a question", async () => {
  const { store, sheet } = await aQuestion();
  await give(store, "5");
  const keep = sheet.question[1].identity;
  const chosen = await answerQuestion(store, PLACE, { ...HOW, question: sheet.question, keep });
  const version = await handIn(store, PLACE, HOW);
  assert.deepEqual(JSON.parse(version.text).answers, { "C1.1": "5" });
  assert.equal(version.before.includes(chosen.identity), true);
  assert.deepEqual(await store.all("drafts"), []);
});

test("a question that another tablet has answered is over", async () => {
  const { store, mine } = await aQuestion();
  const sheet = aTop("answer", { before: ["theirs", mine.identity], answers: { "C1.1": "2" } });
  const opened = await openSheet(store, PLACE, anEntry("3201", { sheet }));
  assert.deepEqual([opened.state, opened.answers], ["received", { "C1.1": "2" }]);
});
