/** Handover: the same codes and files as in Python, whole after unpacking, readable as QR. */

import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { inflateRawSync } from "node:zlib";

import {
  codesOf,
  codesOfPacks,
  deflate,
  digitsOf,
  drawCode,
  fileOf,
  fileOfPack,
  leaveAsIs,
} from "../../judging/static/tablet/handover.js";
import { digestOf, receiptOf } from "../../judging/static/tablet/receipts.js";
import { uuid4 } from "../../judging/static/tablet/identity.js";
import decodeQR from "../../judging/static/vendor/qr/decode.js";
import { queueTexts, sheets, tablet } from "./house.js";

const VECTORS = JSON.parse(readFileSync(new URL("../vectors/handover.json", import.meta.url)));
const KEY = "3dd1971ea7075270a3549139407d505e732acbb6080aa276bb6afa24b3c1e5a2";
const ENROLMENT = { enrolment: 1, handover_key: KEY, competition: { code: "OVOP-2027" } };
const CODE = /^91(\d\d)(\d\d)(\d)(\d)(\d+)$/;

/** The texts in the codes, by the rules of docs/tablets.md; the enrolment's number, too. */
function unpack(codes) {
  const parts = codes.map((code) => CODE.exec(code).slice(1));
  assert.deepEqual(
    parts.map(([place, of]) => [Number(place), Number(of)]),
    codes.map((_, place) => [place + 1, codes.length]),
  );
  const packs = [];
  for (const [, , piece, , digits] of parts) {
    if (piece === "1") packs.push("");
    packs.push(packs.pop() + digits);
  }
  return packs.flatMap((digits) => {
    const hex = BigInt(digits).toString(16);
    assert.equal(hex.slice(0, 8 + 1), `1${"00000001"}`);
    return JSON.parse(inflateRawSync(bytesOf(hex.slice(1 + 8 + 32))));
  });
}

/** What a camera reads: the drawn path on a picture of some pixels a module. */
function readDrawn({ size, path }) {
  const scale = 4;
  const width = size * scale;
  const data = new Uint8Array(width * width * 4).fill(255);
  for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)/g)) {
    for (let row = 0; row < scale; row += 1) {
      const from = ((y * scale + row) * width + x * scale) * 4;
      data.fill(0, from, from + length * scale * 4);
    }
  }
  return decodeQR({ width, height: width, data });
}

const bytesOf = (hex) => Uint8Array.from(Buffer.from(hex, "hex"));

test("digests and receipts are those of the server", async () => {
  for (const { text, digest, receipt } of VECTORS.digests) {
    const own = await digestOf(text);
    assert.deepEqual([own, receiptOf(own)], [digest, receipt]);
  }
});

test("packs, codes and files are those of the server", async () => {
  for (const { packed, digits, file, ...enrolment } of VECTORS.packs) {
    assert.equal(await digitsOf(bytesOf(packed), enrolment), digits);
    assert.deepEqual(await fileOfPack(bytesOf(packed), enrolment), file);
  }
  for (const { longest, packs, codes } of VECTORS.series) {
    const digits = packs.map((place) => VECTORS.packs[place].digits);
    assert.deepEqual(codesOfPacks(digits, longest), codes);
  }
});

test("ten sheets are one code, and it holds their very bytes", async () => {
  const { store } = await tablet();
  const texts = sheets(10);
  await queueTexts(store, 1, texts);
  const { codes, onlyByFile } = await codesOf(store, ENROLMENT);
  assert.deepEqual([codes.length, onlyByFile], [1, []]);
  assert.deepEqual(unpack(codes), texts);
});

test("a drawn code reads as it was written, in digits, and at most version 25", async () => {
  const { store } = await tablet();
  await queueTexts(store, 1, sheets(25, { C1: "ក្រអូប ".repeat(60) }));
  const { codes } = await codesOf(store, ENROLMENT);
  assert.equal(codes.length > 2, true);
  for (const code of codes) {
    const drawn = drawCode(code);
    assert.equal(drawn.size <= 17 + 4 * 25 + 8, true);
    assert.equal(readDrawn(drawn), code);
  }
});

test("a code that is full to the last digit is version 25", () => {
  assert.equal(drawCode(codesOfPacks(["7".repeat(3049)])[0]).size, 17 + 4 * 25 + 8);
});

test("long notes make more codes, one long sheet is cut, and nothing is left out", async () => {
  const { store } = await tablet();
  const long = Array.from({ length: 900 }, () => uuid4()).join(" ");
  const texts = [...sheets(12), ...sheets(1, { "": long.slice(0, 9000) }), ...sheets(1)];
  await queueTexts(store, 1, texts);
  const { codes, onlyByFile } = await codesOf(store, ENROLMENT);
  assert.deepEqual(onlyByFile, []);
  assert.equal(
    codes.some((code) => code[7] !== "1"),
    true,
  );
  assert.deepEqual(unpack(codes), texts);
});

test("a sheet that nine codes cannot hold is told and leaves by the file", async () => {
  const { store } = await tablet();
  const long = Array.from({ length: 1600 }, () => uuid4()).join("");
  const texts = [...sheets(1), ...sheets(1, { "": long })];
  await queueTexts(store, 1, texts);
  const { codes, onlyByFile } = await codesOf(store, ENROLMENT);
  assert.deepEqual(unpack(codes), texts.slice(0, 1));
  assert.deepEqual(onlyByFile, [JSON.parse(texts[1]).identity]);
  const { name, text, count } = await fileOf(store, ENROLMENT, new Date("2027-04-07T05:00:00Z"));
  const file = JSON.parse(text);
  assert.equal(name, "unsent-OVOP-2027-2027-04-07T050000Z.json");
  assert.deepEqual([file.format, file.enrolment, count], [1, 1, 2]);
  assert.deepEqual(JSON.parse(inflateRawSync(Buffer.from(file.packed, "base64"))), texts);
});

test("nothing unsent is no code", async () => {
  const { store } = await tablet();
  assert.deepEqual(await codesOf(store, ENROLMENT), { codes: [], onlyByFile: [] });
});

test("a browser that cannot compress hands over all the same", async () => {
  const text = JSON.stringify(sheets(200));
  const bytes = new TextEncoder().encode(text);
  assert.equal(String(inflateRawSync(leaveAsIs(bytes))), text);
  assert.equal(String(inflateRawSync(leaveAsIs(new Uint8Array()))), "");
  assert.equal(String(inflateRawSync(await deflate(text))), text);
});
