/** What a tablet keeps of a PIN, at its full strength. */

import assert from "node:assert/strict";
import { pbkdf2Sync } from "node:crypto";
import { test } from "node:test";

import { derivePin } from "../../judging/static/tablet/pin.js";

test("a PIN is kept as PBKDF2-SHA-256 with 600,000 rounds and a salt of its own", async () => {
  const [one, two] = [await derivePin("123456"), await derivePin("123456")];
  const salt = Buffer.from(one.salt, "hex");
  const verifier = pbkdf2Sync("123456", salt, 600_000, 32, "sha256").toString("hex");
  assert.deepEqual(one, { salt: one.salt, verifier, rounds: 600_000 });
  assert.deepEqual([salt.length, one.salt === two.salt], [16, false]);
});
