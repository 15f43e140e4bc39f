/** What a tablet keeps of a PIN, at its full strength. */

import assert from "node:assert/strict";
import { pbkdf2Sync } from "node:crypto";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { derivePin, isEasyToGuess, pauseAfter } from "../../judging/static/tablet/pin.js";

const CASES = JSON.parse(readFileSync(new URL("../vectors/pins.json", import.meta.url)));

test("a PIN is kept as PBKDF2-SHA-256 with 600,000 rounds and a salt of its own", async () => {
  const [one, two] = [await derivePin("123456"), await derivePin("123456")];
  const salt = Buffer.from(one.salt, "hex");
  const verifier = pbkdf2Sync("123456", salt, 600_000, 32, "sha256").toString("hex");
  assert.deepEqual(one, { salt: one.salt, verifier, rounds: 600_000 });
  assert.deepEqual([salt.length, one.salt === two.salt], [16, false]);
});

test("the tablet refuses the PINs that the server refuses, and no others", () => {
  const told = CASES.pins.map(({ pin }) => ({ pin, is_good: !isEasyToGuess(pin) }));
  assert.deepEqual(told, CASES.pins);
});

test("wrong PINs cost the time that they cost on the server, and end where they end there", () => {
  const told = CASES.pauses.map(({ wrong }) => ({ wrong, seconds: pauseAfter(wrong) }));
  assert.deepEqual(told, CASES.pauses);
  assert.equal(pauseAfter(CASES.limits.enough), Infinity);
});
