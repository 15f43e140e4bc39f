// The codes of a handover, as the organiser's page collects them.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { missingPlaces, readCodes, weigh } from "../../judging/static/organiser/codes.js";

const VECTORS = new URL("../vectors/handover.json", import.meta.url);
const { series } = JSON.parse(readFileSync(VECTORS, "utf8"));
const codes = series.at(-1).codes;

test("codes are collected in any order until none is missing", () => {
  assert.equal(codes.length, 3);
  const [first, second, third] = codes;
  assert.deepEqual(missingPlaces(readCodes("")), []);
  assert.deepEqual(missingPlaces(readCodes(third)), [1, 2]);
  assert.deepEqual(missingPlaces(readCodes(`${third}\n ${first}\nnonsense`)), [2]);
  assert.deepEqual(missingPlaces(readCodes([second, third, first].join("\n"))), []);
});

test("a code that is known, of another handover or none at all adds nothing", () => {
  const read = readCodes(codes[0]);
  assert.equal(weigh(read, codes[1]), "new");
  assert.equal(weigh(read, codes[0]), "known");
  assert.equal(weigh(read, `${codes[0]}1`), "other");
  assert.equal(weigh(read, series[1].codes[1]), "other");
  assert.equal(weigh(read, "https://ovop.example/"), "foreign");
  assert.equal(weigh(readCodes(""), codes[2]), "new");
});
