/** The store keeps a change whole or not at all, and mends what the system breaks. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { askToKeep, nextNumber, openStore, room } from "../../judging/static/tablet/store.js";
import { aDisk, aTab, closeBySystem, failWrites, killConnection } from "./indexeddb.js";

const put = (store, key, value) => store.change(["marks"], ({ marks }) => marks.put(value, key));
const kindOf = async (work) => {
  try {
    await work();
  } catch (error) {
    return error.kind ?? error.message;
  }
  return "nothing";
};

test("what was changed is there for the next tab", async () => {
  const disk = aDisk();
  const store = await aTab(disk);
  await put(store, "a", 1);
  await store.close();
  assert.equal(await (await aTab(disk)).read("marks", "a"), 1);
});

test("a change that throws leaves nothing and hands on what was thrown", async () => {
  const store = await aTab();
  await put(store, "a", 1);
  const broken = store.change(["marks", "settings"], async ({ marks, settings }) => {
    await marks.put(2, "a");
    await settings.put("km", "language");
    throw new RangeError("no");
  });
  await assert.rejects(broken, { name: "RangeError", message: "no" });
  assert.deepEqual(
    [await store.read("marks", "a"), await store.read("settings", "language")],
    [1, undefined],
  );
});

test("writes ask for strict durability", async () => {
  const store = await aTab();
  const asked = await store.change(["marks"], async ({ marks }) => {
    await marks.put(1, "a");
    return marks.transaction.durability;
  });
  assert.equal(asked, "strict");
});

for (const [name, breakIt] of [
  ["the system closed", closeBySystem],
  ["died without a word", killConnection],
]) {
  test(`a connection that ${name} is opened again for a change and for a look`, async () => {
    const store = await aTab();
    await put(store, "a", 1);
    await breakIt(store);
    await put(store, "a", 2);
    await breakIt(store);
    assert.equal(await store.read("marks", "a"), 2);
    await breakIt(store);
    assert.deepEqual(await store.all("marks"), [2]);
  });
}

test("a connection that breaks in the middle of a change is tried again, whole", async () => {
  const store = await aTab();
  const told = failWrites("cut", 2);
  await put(store, "a", 1);
  told.mend();
  assert.deepEqual([told.failed, await store.read("marks", "a")], [2, 1]);
});

test("a connection that does not come back is told after three tries, and nothing is changed", async () => {
  const store = await aTab();
  await put(store, "a", 1);
  const told = failWrites("cut", 99);
  assert.equal(await kindOf(() => put(store, "a", 2)), "lost");
  told.mend();
  assert.deepEqual([told.failed, await store.read("marks", "a")], [3, 1]);
});

test("a full disk is told as full, at once, and nothing is changed", async () => {
  const store = await aTab();
  await put(store, "a", 1);
  const told = failWrites("full", 99);
  assert.equal(await kindOf(() => put(store, "a", 2)), "full");
  told.mend();
  assert.deepEqual([told.failed, await store.read("marks", "a")], [1, 1]);
});

test("a browser that refuses storage is told as refusing", async () => {
  const refuse = () => {
    throw new DOMException("denied", "SecurityError");
  };
  assert.equal(await kindOf(() => openStore({ indexedDB: { open: refuse } })), "refused");
});

test("the trial finds a device that takes writes and forgets them", async () => {
  const store = await aTab();
  await store.trial();
  store.change = async () => {};
  assert.equal(await kindOf(() => store.trial()), "refused");
});

test("two tabs try the device at the same time, and nothing of that stays", async () => {
  const disk = aDisk();
  const [store, other] = [await aTab(disk), await aTab(disk)];
  await Promise.all([store.trial(), other.trial(), store.trial(), other.trial()]);
  assert.deepEqual(await store.all("marks"), []);
});

test("a newer database is told and left as it is", async () => {
  const disk = aDisk();
  const store = await aTab(disk);
  await put(store, "a", 1);
  const newer = await new Promise((resolve) => {
    const request = disk.open("judging-tablet", 99);
    request.onsuccess = () => resolve(request.result);
  });
  assert.equal(await kindOf(() => put(store, "a", 2)), "newer");
  assert.equal(await kindOf(() => aTab(disk)), "newer");
  const kept = newer.transaction("marks").objectStore("marks").get("a");
  await new Promise((resolve) => (kept.onsuccess = resolve));
  assert.deepEqual([kept.result, newer.version], [1, 99]);
});

test("an upgrade adds areas and takes none away", async () => {
  const disk = aDisk();
  await new Promise((resolve) => {
    const request = disk.open("judging-tablet", 1);
    request.onupgradeneeded = () => {
      const queue = request.result.createObjectStore("queue", { keyPath: "identity" });
      queue.put({ identity: "a", text: "of an older app" });
      request.result.createObjectStore("forgotten").put("still here", "b");
    };
    request.onsuccess = () => resolve(request.result.close());
  });
  const store = await openStore({ indexedDB: disk, version: 2 });
  await put(store, "a", 1);
  assert.deepEqual(
    [await store.read("queue", "a"), await store.read("forgotten", "b"), await store.all("marks")],
    [{ identity: "a", text: "of an older app" }, "still here", [1]],
  );
});

test("an old database that another tab keeps open is told as blocked", async () => {
  const disk = aDisk();
  const old = await new Promise((resolve) => {
    const request = disk.open("blocked", 1);
    request.onsuccess = () => resolve(request.result);
  });
  const asked = { open: (name) => disk.open(name, 2) };
  assert.equal(await kindOf(() => openStore({ name: "blocked", indexedDB: asked })), "blocked");
  old.close();
});

test("a counter never gives a number twice, not to two tabs either", async () => {
  const disk = aDisk();
  const tabs = [await aTab(disk), await aTab(disk)];
  const next = (store) => store.change(["marks"], (areas) => nextNumber(areas, "order"));
  const numbers = await Promise.all([...tabs, ...tabs, ...tabs].map(next));
  assert.deepEqual(numbers.sort(), [1, 2, 3, 4, 5, 6]);
});

test("keeping is asked for once and a browser without storage says no", async () => {
  let asked = 0;
  const storage = { persisted: async () => asked > 0, persist: async () => (asked += 1) > 0 };
  assert.deepEqual([await askToKeep(storage), await askToKeep(storage), asked], [true, true, 1]);
  assert.deepEqual([await askToKeep(undefined), await room(undefined)], [false, null]);
});
