/** What is unsent stays until the server has proved that it holds these very bytes. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { settle, unsent } from "../../judging/static/tablet/outbox.js";
import { handIn, openSheet, tap } from "../../judging/static/tablet/sheets.js";
import { aDisk, failWrites } from "./indexeddb.js";
import { HOW, aJudgesTab, anEntry, answerFor, enrolled, placeFor } from "./tablets.js";

async function handedIn(store, entry = "3201", judge = 12, competition = undefined) {
  const place = placeFor(entry, judge, competition);
  await openSheet(store, place, anEntry(entry));
  await tap(store, place, { criterion: "C1.1", points: String((await unsent(store)).length) });
  return handIn(store, place, HOW);
}

const sentOf = async (store) => (await store.all("sent")).sort((a, b) => a.order - b.order);
const identities = (rows) => rows.map(({ identity }) => identity);

test("the unsent are in the order of their handing in, of all or of one enrolment", async () => {
  const store = await aJudgesTab();
  await enrolled(store, 32, { judge: 13 });
  await enrolled(store, 33, { judge: 12, identity: "last year" });
  const made = [
    await handedIn(store, "3203"),
    await handedIn(store, "3201", 13),
    await handedIn(store, "3201"),
    await handedIn(store, "3201", 12, "last year"),
  ];
  assert.deepEqual(identities(await unsent(store)), identities(made));
  assert.deepEqual(identities(await unsent(store, 31)), identities([made[0], made[2]]));
  assert.deepEqual(identities(await unsent(store, 32)), identities([made[1]]));
  assert.deepEqual(identities(await unsent(store, 33)), identities([made[3]]));
  assert.deepEqual(await unsent(store, 99), []);
});

test("a right answer moves the version to what is sent, with its receipt", async () => {
  const disk = aDisk();
  const store = await aJudgesTab(disk);
  const version = await handedIn(store);
  assert.equal(await settle(store, version.identity, answerFor(version)), "settled");
  const sent = { ...version, outcome: "received", reason: null, version: 1, top: null };
  assert.deepEqual([await unsent(store), await sentOf(store)], [[], [sent]]);
});

test("an answer without the right identity, receipt or outcome moves nothing", async () => {
  const store = await aJudgesTab();
  const version = await handedIn(store);
  const right = answerFor(version);
  for (const wrong of [
    undefined,
    null,
    {},
    { ...right, identity: "another" },
    { ...right, receipt: undefined },
    { ...right, receipt: "0000-0000" },
    { ...right, receipt: right.receipt.toLowerCase() + " " },
    { ...right, outcome: "ok" },
    { ...right, outcome: undefined },
  ]) {
    assert.equal(await settle(store, version.identity, wrong), "wrong");
  }
  assert.deepEqual([await unsent(store), await store.all("sent")], [[version], []]);
  assert.equal(await settle(store, "nobody's", { ...right, identity: "nobody's" }), "unknown");
});

for (const [outcome, reason] of [
  ["waiting", "late"],
  ["clash", "other_bytes"],
]) {
  test(`the text of a version that is told as ${outcome} is kept and shown`, async () => {
    const store = await aJudgesTab();
    const first = await handedIn(store);
    await settle(store, first.identity, answerFor(first, outcome, { reason }));
    const second = await handedIn(store);
    await settle(store, second.identity, answerFor(second));
    const rows = (await sentOf(store))
      .filter((row) => row.outcome !== "received")
      .map((row) => [row.text, row.outcome, row.reason]);
    assert.deepEqual(rows, [[first.text, outcome, reason]]);
  });
}

test("the text of a received version goes when a newer one is received, its receipt stays", async () => {
  const store = await aJudgesTab();
  const [first, second] = [await handedIn(store), await handedIn(store)];
  await settle(store, first.identity, answerFor(first));
  assert.deepEqual(
    (await sentOf(store)).map(({ text }) => text),
    [first.text],
  );
  await settle(store, second.identity, answerFor(second));
  assert.deepEqual(
    (await sentOf(store)).map(({ text, receipt }) => [text, receipt]),
    [
      [null, first.receipt],
      [second.text, second.receipt],
    ],
  );
});

test("the text of an entry is not dropped by another entry's version", async () => {
  const store = await aJudgesTab();
  const [one, other] = [await handedIn(store, "3201"), await handedIn(store, "3202")];
  await settle(store, one.identity, answerFor(one));
  await settle(store, other.identity, answerFor(other));
  assert.deepEqual(
    (await sentOf(store)).map(({ text }) => text),
    [one.text, other.text],
  );
});

test("what waited is accepted or left out later; an old answer takes nothing back", async () => {
  const store = await aJudgesTab();
  const version = await handedIn(store);
  const waits = answerFor(version, "waiting", { reason: "late" });
  const told = [
    await settle(store, version.identity, waits),
    await settle(store, version.identity, answerFor(version, "accepted")),
    await settle(store, version.identity, waits),
  ];
  const [{ outcome }] = await sentOf(store);
  assert.deepEqual([told, outcome], [["settled", "already", "already"], "accepted"]);
});

test("the same answer twice is one receipt", async () => {
  const store = await aJudgesTab();
  const version = await handedIn(store);
  const both = [1, 2].map(() => settle(store, version.identity, answerFor(version)));
  assert.deepEqual(await Promise.all(both), ["settled", "already"]);
  assert.equal((await store.all("sent")).length, 1);
});

test("the other version of a question is kept with the one that waits", async () => {
  const store = await aJudgesTab();
  const version = await handedIn(store);
  const top = { identity: "t", version: 1, answers: {}, notes: {}, arrived_at: "x" };
  const waits = answerFor(version, "waiting", { reason: "concurrent" });
  await settle(store, version.identity, { ...waits, top });
  await settle(store, version.identity, waits);
  assert.deepEqual((await sentOf(store))[0].top, top);
});

test("an answer that cannot be kept leaves the version in the queue", async () => {
  const store = await aJudgesTab();
  const version = await handedIn(store);
  const told = failWrites("cut", 99);
  await assert.rejects(settle(store, version.identity, answerFor(version)), { kind: "lost" });
  told.mend();
  assert.deepEqual([await unsent(store), await store.all("sent")], [[version], []]);
});
