/** Sending: each judge's versions with that judge's key, in order, and nothing is held up or lost. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { unsent } from "../../judging/static/tablet/outbox.js";
import { failWrites } from "./indexeddb.js";
import { enrol, json, left, names, queue, received, tablet } from "./house.js";

test("what is unsent is sent at the start, in order, twenty at a time", async () => {
  const { store, house, begin } = await tablet();
  await queue(store, 1, ...names(45));
  await begin().sendNow();
  assert.deepEqual([...house.kept.keys()], names(45));
  assert.deepEqual(house.batches(), [20, 20, 5]);
  assert.deepEqual(await left(store), []);
});

test("each judge's sheets go with that judge's key and no other", async () => {
  const { store, house, begin } = await tablet({ judges: 2 });
  await queue(store, 1, "a");
  await queue(store, 2, "b");
  await queue(store, 1, "c");
  await begin().sendNow();
  const keys = [...house.kept].map(([identity, { key }]) => [identity, key]);
  assert.deepEqual(keys, [
    ["a", "key1"],
    ["c", "key1"],
    ["b", "key2"],
  ]);
});

test("an answer that got lost is asked for again and the bytes are the same", async () => {
  const { store, house, begin } = await tablet();
  await queue(store, 1, "a");
  const texts = [];
  house.spoil = async (asked) => {
    if (asked.path !== "sheets") return undefined;
    texts.push(asked.sheets[0].text);
    if (texts.length > 1) return undefined;
    await house.sheets(asked);
    throw new TypeError("lost");
  };
  const sync = begin();
  await sync.sendNow();
  assert.deepEqual([sync.state().trouble, sync.state().unsent], ["no_network", 1]);
  await sync.sendNow();
  assert.deepEqual([sync.state().trouble, sync.state().unsent], [null, 0]);
  assert.equal(texts[0], texts[1]);
});

test("a version that the server cannot take holds up no other, stays and is told", async () => {
  const { store, house, begin } = await tablet();
  await queue(store, 1, ...names(30));
  house.spoil = ({ sheets }) =>
    sheets?.some(({ identity }) => identity === "v3") ? json({ error: "fault" }, 500) : undefined;
  const sync = begin();
  for (let turn = 0; turn < 3; turn += 1) await sync.sendNow();
  assert.deepEqual(await left(store), ["v3"]);
  assert.equal(house.kept.size, 29);
  assert.deepEqual([sync.state().trouble, sync.state().stuck], ["server", ["v3"]]);
  house.spoil = () => undefined;
  await sync.sendNow();
  assert.deepEqual([sync.state().trouble, sync.state().stuck], [null, []]);
});

test("a version that is not answered, or with another's receipt, stays in the queue", async () => {
  const { store, house, begin } = await tablet();
  await queue(store, 1, "a", "b", "c");
  const right = await received("a", (await unsent(store))[0].text);
  house.spoil = ({ path, sheets }) => {
    if (path !== "sheets") return undefined;
    const asked = sheets.filter(({ identity }) => identity !== "c");
    return json({ answers: asked.map(({ identity }) => ({ ...right, identity })) });
  };
  const sync = begin();
  await sync.sendNow();
  assert.deepEqual(await left(store), ["b", "c"]);
  assert.equal(sync.state().trouble, "server");
  for (let turn = 0; turn < 3; turn += 1) await sync.sendNow();
  assert.deepEqual(sync.state().stuck, ["b", "c"]);
});

test("a server that fails every time is left in peace after a few tries", async () => {
  const { store, house, begin } = await tablet();
  await queue(store, 1, ...names(30));
  house.spoil = ({ path }) => (path === "sheets" ? json({ error: "fault" }, 500) : undefined);
  await begin().sendNow();
  assert.deepEqual(house.batches(), [20, 1, 1, 1]);
  assert.equal((await left(store)).length, 30);
});

test("a judge without a right key needs a new card and does not stop the others", async () => {
  const { store, house, begin } = await tablet({ judges: 2 });
  await queue(store, 1, "a");
  await queue(store, 2, "b");
  house.revoked.add("key1");
  const sync = begin();
  await sync.sendNow();
  assert.deepEqual(sync.state().needsCard, [1]);
  assert.deepEqual(await left(store), ["a"]);
  assert.deepEqual([...house.kept.keys()], ["b"]);
  await enrol(store, 1, "new key");
  await sync.sendNow();
  assert.deepEqual([sync.state().needsCard, await left(store)], [[], []]);
  assert.equal(house.kept.get("a").key, "new key");
});

test("a hotel's portal is not taken for the server, and the waiting grows to a minute", async () => {
  const { store, house, timers, begin } = await tablet();
  await queue(store, 1, "a");
  house.spoil = () =>
    new Response("<h1>Welcome</h1>", { headers: { "Content-Type": "text/html" } });
  const sync = begin();
  const waits = [];
  for (let turn = 0; turn < 6; turn += 1) {
    await sync.sendNow();
    waits.push(timers.at(-1).milliseconds);
  }
  assert.deepEqual(await left(store), ["a"]);
  assert.equal(sync.state().trouble, "not_ours");
  assert.deepEqual(waits, [5_000, 10_000, 20_000, 40_000, 60_000, 60_000]);
});

test("it is tried again whenever the tablet wakes up, and by the timer", async () => {
  const { store, house, timers, page, begin } = await tablet();
  const sync = begin();
  await sync.sendNow();
  for (const name of ["focus", "pageshow", "online"]) {
    await queue(store, 1, name);
    page.dispatchEvent(new Event(name));
    await sync.sendNow();
    assert.equal(house.kept.has(name), true, name);
  }
  await queue(store, 1, "timer");
  timers.at(-1).work();
  await sync.sendNow();
  assert.equal(house.kept.has("timer"), true);
  assert.equal(timers.at(-1).milliseconds, 60_000);
});

test("a stopped one sends nothing more", async () => {
  const { store, page, begin } = await tablet();
  const sync = begin();
  await sync.sendNow();
  sync.stop();
  await queue(store, 1, "a");
  page.dispatchEvent(new Event("focus"));
  await sync.sendNow();
  assert.deepEqual(await left(store), ["a"]);
});

test("there is one sending at a time, and what was handed in meanwhile goes in the next", async () => {
  const { store, house, begin } = await tablet();
  await queue(store, 1, "a");
  let open = 0;
  let most = 0;
  house.spoil = async ({ path }) => {
    open += 1;
    most = Math.max(most, open);
    await new Promise((resolve) => setTimeout(resolve, 5));
    if (path === "sheets" && !house.kept.has("a")) await queue(store, 1, "later");
    open -= 1;
  };
  const sync = begin();
  const first = sync.sendNow();
  while (open === 0) await new Promise(setImmediate);
  await Promise.all([first, sync.sendNow(), sync.sendNow()]);
  assert.equal(most, 1);
  assert.equal(house.kept.has("later"), true);
});

test("a sending that hangs is given up, and its late answer does no harm", async () => {
  const { store, house, timers, begin } = await tablet();
  await queue(store, 1, "a");
  let answer;
  house.spoil = ({ path }) =>
    path === "sheets" && !answer ? new Promise((resolve) => (answer = resolve)) : undefined;
  const sync = begin();
  const hanging = sync.sendNow();
  while (!answer) await new Promise(setImmediate);
  timers.find(({ milliseconds }) => milliseconds === 180_000).work();
  await sync.sendNow();
  assert.deepEqual([await left(store), sync.state().unsent], [[], 0]);
  answer(json({ answers: [await received("a", '{"identity":"a","judge":1}')] }));
  await hanging;
  assert.deepEqual([sync.state().unsent, sync.state().isSending], [0, false]);
});

test("a tab that is not the writer counts what is unsent and sends nothing", async () => {
  const { store, house, begin } = await tablet({ isWriter: () => false });
  await queue(store, 1, "a");
  const sync = begin();
  await sync.sendNow();
  assert.deepEqual([house.requests, sync.state().unsent], [[], 1]);
});

test("a screen that fails does not stop the sending", async () => {
  const { store, begin } = await tablet({
    onChange: () => {
      throw new Error("a fault of a screen");
    },
  });
  await queue(store, 1, "a");
  await begin().sendNow();
  assert.deepEqual(await left(store), []);
});

test("on a full device every judge's sheets reach the server, and the trouble is told", async () => {
  const { store, house, begin } = await tablet({ judges: 2 });
  await queue(store, 1, ...names(25));
  await queue(store, 2, "b");
  const told = failWrites("full", 9999);
  const sync = begin();
  await sync.sendNow();
  const { trouble, unsent: waiting, stuck } = sync.state();
  assert.deepEqual(
    [[...house.kept.keys()], house.batches()],
    [
      [...names(25), "b"],
      [20, 5, 1],
    ],
  );
  assert.deepEqual([trouble, waiting, stuck], ["storage", 26, []]);
  told.mend();
  await sync.sendNow();
  assert.deepEqual([await left(store), sync.state().trouble], [[], null]);
});
