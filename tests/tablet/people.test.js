/** Who is enrolled on a tablet, new cards, PINs and lock-out. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { keepCompetition, readCompetition } from "../../judging/static/tablet/competitions.js";
import { unsent } from "../../judging/static/tablet/outbox.js";
import {
  earlierUnsent,
  enrol,
  keepOfPerson,
  lookAtCard,
  peopleHere,
  secondsLocked,
  unlock,
} from "../../judging/static/tablet/people.js";
import { handIn, openSheet, tap } from "../../judging/static/tablet/sheets.js";
import { aDisk, aTab, failWrites } from "./indexeddb.js";
import { HOW, PLACE, aCompetition, aJudgesTab, aServer, anEntry, enrolled } from "./tablets.js";

const RIGHT = "123456";
const WRONG = "654321";
const CARD = { secret: "s", pin: RIGHT, browser: "Node", app_version: "1" };

test("a card enrols a judge, and the PIN itself is not kept", async () => {
  const store = await aTab();
  const server = aServer(31);
  const { ok, enrolment } = await enrol(store, server, CARD);
  const [{ tablet, ...asked }] = server.asked;
  assert.deepEqual(
    [ok, enrolment.enrolment, enrolment.key, asked],
    [true, 31, "key 31", { secret: "s", pin: RIGHT }],
  );
  assert.deepEqual(
    [tablet.browser, tablet.app_version, tablet.identity],
    ["Node", "1", await store.read("marks", "tablet")],
  );
  assert.deepEqual(await store.all("enrolments"), [enrolment]);
  assert.equal(JSON.stringify(enrolment).includes(RIGHT), false);
  assert.deepEqual([enrolment.pin.rounds, enrolment.pin.salt.length], [600_000, 32]);
});

test("a card is looked at by its secret and the tablet, and enrols nobody", async () => {
  const store = await aTab();
  const server = aServer(31);
  const { ok, body } = await lookAtCard(store, server, "s");
  const identity = await store.read("marks", "tablet");
  assert.deepEqual([ok, body.judge.id, typeof identity], [true, 12, "string"]);
  assert.deepEqual(server.asked, [{ secret: "s", tablet: { identity } }]);
  assert.deepEqual(await peopleHere(store), []);
});

test("on a device that keeps nothing a card is not even looked at", async () => {
  const store = await aJudgesTab();
  const server = aServer(31);
  const told = failWrites("full", 99);
  await assert.rejects(lookAtCard(store, server, "s"), { kind: "full" });
  told.mend();
  assert.deepEqual(server.asked, []);
});

test("what the tablet is called stays with the enrolment, and so does that all was told", async () => {
  const store = await aJudgesTab();
  const [{ tablet, isNew }] = await peopleHere(store);
  assert.deepEqual([tablet, isNew], ["T-01", true]);
  await keepOfPerson(store, 31, { isNew: false });
  await keepOfPerson(store, 99, { isNew: false });
  assert.deepEqual(
    (await peopleHere(store)).map((one) => [one.enrolment, one.tablet, one.isNew]),
    [[31, "T-01", false]],
  );
});

test("the tablet has one identity for all its judges", async () => {
  const store = await aTab();
  const servers = [aServer(31), aServer(32, { judge: 13 })];
  for (const server of servers) await enrol(store, server, CARD);
  assert.equal(servers[0].asked[0].tablet.identity, servers[1].asked[0].tablet.identity);
});

test("what the server refuses is handed on and enrols nobody", async () => {
  const store = await aTab();
  const told = { ok: false, trouble: "refused", sentence: { km: "ក", en: "A" } };
  assert.deepEqual(await enrol(store, { enrol: async () => told }, CARD), told);
  assert.deepEqual(await peopleHere(store), []);
});

test("a device that keeps nothing any more does not use up the card", async () => {
  const store = await aJudgesTab();
  const server = aServer(32, { judge: 13 });
  const told = failWrites("full", 99);
  await assert.rejects(enrol(store, server, CARD), { kind: "full" });
  told.mend();
  assert.deepEqual(server.asked, []);
});

test("a new card of the same judge takes the old one's place; the unsent go with the new key", async () => {
  const store = await aJudgesTab();
  await keepCompetition(store, 31, aCompetition([anEntry()]), "etag");
  await openSheet(store, PLACE, anEntry());
  await tap(store, PLACE, { criterion: "C1.1", points: "1" });
  const version = await handIn(store, PLACE, HOW);
  await tap(store, PLACE, { criterion: "C1.1", points: "2" });
  await enrolled(store, 40);
  assert.deepEqual(
    (await store.all("enrolments")).map((one) => [one.enrolment, one.key]),
    [[40, "key 40"]],
  );
  assert.deepEqual([await unsent(store, 31), await unsent(store, 40)], [[], [version]]);
  assert.equal((await readCompetition(store, 40)).body.entries.length, 1);
  assert.equal(await readCompetition(store, 31), undefined);
  assert.deepEqual((await openSheet(store, PLACE, anEntry())).answers, { "C1.1": "2" });
});

test("another judge's card leaves the first judge as she was", async () => {
  const store = await aJudgesTab();
  await enrolled(store, 32, { judge: 13 });
  assert.deepEqual(
    (await peopleHere(store)).map(({ enrolment }) => enrolment),
    [31, 32],
  );
});

test("the judges of an earlier competition are not listed, and what they have unsent is kept", async () => {
  const store = await aJudgesTab();
  await openSheet(store, PLACE, anEntry());
  await tap(store, PLACE, { criterion: "C1.1", points: "1" });
  const version = await handIn(store, PLACE, HOW);
  await enrolled(store, 32, { judge: 13 });
  assert.deepEqual(await earlierUnsent(store), []);
  await enrolled(store, 50, { judge: 14, identity: "next year" });
  await enrolled(store, 51, { judge: 15, identity: "next year" });
  assert.deepEqual(
    (await earlierUnsent(store)).map((one) => [one.enrolment, one.unsent]),
    [[31, 1]],
  );
  assert.deepEqual(
    (await peopleHere(store)).map(({ enrolment }) => enrolment),
    [50, 51],
  );
  assert.deepEqual([await unsent(store), await unsent(store, 31)], [[version], [version]]);
});

test("a competition of another identity or another judge is never kept", async () => {
  const store = await aJudgesTab();
  const told = [
    await keepCompetition(store, 31, aCompetition([anEntry()], { identity: "other" })),
    await keepCompetition(store, 31, aCompetition([anEntry()], { judge: 13 })),
    await keepCompetition(store, 31, { ...aCompetition([]), entries: undefined }),
    await keepCompetition(store, 99, aCompetition([anEntry()])),
  ];
  assert.deepEqual(told, ["not_yours", "not_yours", "not_yours", "not_enrolled"]);
  assert.deepEqual(await store.all("competitions"), []);
});

test("the right PIN opens, a wrong one does not and tells how many are left", async () => {
  const store = await aJudgesTab();
  assert.deepEqual(await unlock(store, 31, WRONG), { ok: false, wrong: true, left: 4 });
  assert.deepEqual(await unlock(store, 31, RIGHT), { ok: true });
  assert.deepEqual(await unlock(store, 31, WRONG), { ok: false, wrong: true, left: 4 });
});

const fiveWrong = async (store, ticks) => {
  for (let i = 0; i < 4; i += 1) await unlock(store, 31, WRONG, ticks);
  return unlock(store, 31, WRONG, ticks);
};

test("five wrong PINs lock for a minute, the next one for two, and the right one waits as well", async () => {
  const store = await aJudgesTab();
  let now = 0;
  const ticks = () => now;
  assert.deepEqual(await fiveWrong(store, ticks), { ok: false, locked: true, seconds: 60 });
  now += 59_999;
  assert.deepEqual(await unlock(store, 31, RIGHT, ticks), { ok: false, locked: true, seconds: 1 });
  now += 1;
  assert.equal(await secondsLocked(store, 31, ticks), 0);
  assert.deepEqual(await unlock(store, 31, WRONG, ticks), {
    ok: false,
    locked: true,
    seconds: 120,
  });
  now += 120_000;
  assert.deepEqual(await unlock(store, 31, RIGHT, ticks), { ok: true });
});

test("after twenty wrong PINs in a row only a new card opens", async () => {
  const disk = aDisk();
  const store = await aJudgesTab(disk);
  let now = 0;
  const ticks = () => now;
  const pauses = [];
  for (let tries = 1; tries <= 20; tries += 1) {
    pauses.push((await unlock(store, 31, WRONG, ticks)).seconds ?? 0);
    now += 900_000;
    assert.equal(await secondsLocked(store, 31, ticks), tries < 20 ? 0 : Infinity);
  }
  assert.deepEqual(
    pauses.map((seconds) => seconds / 60),
    [0, 0, 0, 0, 1, 2, 4, 8, ...Array(11).fill(15), Infinity],
  );
  const ended = { ok: false, locked: true, seconds: Infinity };
  assert.deepEqual(await unlock(await aTab(disk), 31, RIGHT), ended);
  await enrolled(store, 40);
  assert.deepEqual(await unlock(store, 40, RIGHT, ticks), { ok: true });
});

test("neither a new start nor the clock shortens a lock", async () => {
  const disk = aDisk();
  const store = await aJudgesTab(disk);
  let now = 0;
  await fiveWrong(store, () => now);
  now += 20_000;
  assert.equal(await secondsLocked(store, 31, () => now), 40);
  const { now: real } = Date;
  Date.now = () => real() + 10 ** 9;
  const told = await unlock(await aTab(disk), 31, RIGHT, () => 5);
  Date.now = real;
  assert.deepEqual(told, { ok: false, locked: true, seconds: 40 });
});

test("tries at once are all counted", async () => {
  const store = await aJudgesTab();
  const tried = await Promise.all([1, 2, 3, 4, 5, 6].map(() => unlock(store, 31, WRONG, () => 0)));
  assert.deepEqual(
    tried.map(({ left, seconds }) => left ?? -seconds).sort((a, b) => b - a),
    [4, 3, 2, 1, -60, -60],
  );
});

test("a lock of one judge is not another's", async () => {
  const store = await aJudgesTab();
  await enrolled(store, 32, { judge: 13 });
  await fiveWrong(store, () => 0);
  assert.deepEqual(await unlock(store, 32, RIGHT, () => 0), { ok: true });
});

test("a PIN is six Latin digits", async () => {
  for (const pin of ["12345", "1234567", "12345a", "១២៣៤៥៦"]) {
    await assert.rejects(enrol(await aTab(), aServer(31), { ...CARD, pin }), TypeError);
  }
});

test("on a full device the right PIN opens and wrong ones are counted all the same", async () => {
  const store = await aJudgesTab();
  let now = 0;
  const ticks = () => now;
  const told = failWrites("full", 99);
  assert.deepEqual(await unlock(store, 31, RIGHT, ticks), { ok: true });
  assert.deepEqual(await fiveWrong(store, ticks), { ok: false, locked: true, seconds: 60 });
  now += 59_000;
  assert.equal(await secondsLocked(store, 31, ticks), 1);
  now += 1_000;
  assert.deepEqual(await unlock(store, 31, RIGHT, ticks), { ok: true });
  told.mend();
});
