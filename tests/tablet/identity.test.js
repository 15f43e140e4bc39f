/** Identities, receipts and settings of a tablet. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { tabletIdentity, uuid4 } from "../../judging/static/tablet/identity.js";
import { digestOf, receiptOf } from "../../judging/static/tablet/receipts.js";
import { keepSettings, readSettings } from "../../judging/static/tablet/settings.js";
import { aDisk, aTab, failWrites } from "./indexeddb.js";

test("an identity is a random UUID of version 4", () => {
  const made = Array.from({ length: 200 }, uuid4);
  const form = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
  assert.deepEqual([made.every((one) => form.test(one)), new Set(made).size], [true, 200]);
});

test("a tablet's identity is made once, also by two tabs at once", async () => {
  const disk = aDisk();
  const tabs = [await aTab(disk), await aTab(disk)];
  const [one, two] = await Promise.all(tabs.map(tabletIdentity));
  assert.deepEqual([two, await tabletIdentity(await aTab(disk))], [one, one]);
});

test("an identity that is there is told without any writing", async () => {
  const store = await aTab();
  const made = await tabletIdentity(store);
  const told = failWrites("full", 99);
  assert.deepEqual([await tabletIdentity(store), told.failed], [made, 0]);
  told.mend();
});

for (const [digest, receipt] of [
  ["0".repeat(64), "0000-0000"],
  ["f".repeat(64), "ZZZZ-ZZZZ"],
  // 00000 00001 00010 00011 - 00100 00101 00110 00111 in fives of bits.
  ["00443214c7".padEnd(64, "0"), "0123-4567"],
  ["8000000000".padEnd(64, "f"), "G000-0000"],
  ["0000000001".padEnd(64, "f"), "0000-0001"],
]) {
  test(`the receipt of ${digest.slice(0, 10)}… is ${receipt}`, () => {
    assert.equal(receiptOf(digest), receipt);
  });
}

test("digests and receipts are those of the vectors that the server passes", async () => {
  const file = new URL("../vectors/handover.json", import.meta.url);
  const { digests } = JSON.parse(readFileSync(file, "utf8"));
  assert.equal(digests.length > 0, true);
  for (const { text, digest, receipt } of digests) {
    const own = await digestOf(text);
    assert.deepEqual([own, receiptOf(own)], [digest, receipt], text);
  }
});

test("a tablet begins in Khmer, light, in the first size, and keeps what is chosen", async () => {
  const disk = aDisk();
  const store = await aTab(disk);
  const first = { language: "km", theme: "light", size: 1 };
  assert.deepEqual(await readSettings(store), first);
  assert.deepEqual(await keepSettings(store, { theme: "sunlight" }), {
    ...first,
    theme: "sunlight",
  });
  await keepSettings(store, { size: 3, language: "en" });
  const all = { language: "en", theme: "sunlight", size: 3 };
  assert.deepEqual(await readSettings(await aTab(disk)), all);
  await assert.rejects(keepSettings(store, { theme: "pink" }), TypeError);
  await assert.rejects(keepSettings(store, { font: "Moul" }), TypeError);
});
