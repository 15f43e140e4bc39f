// Numbers and dates are read and written on the tablet as on the server's pages.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import {
  day,
  digits,
  exact,
  moment,
  plain,
  time,
  typedPoints,
} from "../../judging/static/tablet/numbers.js";

const file = new URL("../vectors/numbers.json", import.meta.url);
const cases = JSON.parse(readFileSync(file, "utf-8"));

test("what a person types means the same points as on the server's page", () => {
  const read = cases.typed.map(({ text }) => ({ text, points: typedPoints(text) }));
  assert.deepEqual(read, cases.typed);
});

test("digits are Khmer where the language is Khmer", () => {
  const shown = cases.digits.map(({ value }) => ({
    value,
    km: digits(value, "km"),
    en: digits(value, "en"),
  }));
  assert.deepEqual(shown, cases.digits);
});

test("a moment is written on Cambodian clocks in both languages", () => {
  const shown = (iso, language) => ({ day: day(iso, language), moment: moment(iso, language) });
  const written = cases.moments.map(({ iso }) => ({
    iso,
    km: shown(iso, "km"),
    en: shown(iso, "en"),
  }));
  assert.deepEqual(written, cases.moments);
});

test("a moment by hand, whatever the zone of the machine", () => {
  const evening = "2027-04-07T17:05:59.999Z";
  assert.equal(moment(evening, "en"), "8 April 2027 at 00:05");
  assert.equal(moment(evening, "km"), "ថ្ងៃទី៨ ខែមេសា ឆ្នាំ២០២៧ ម៉ោង ០០:០៥");
  assert.equal(time(evening, "km"), "០០:០៥");
});

test("a moment without its zone is refused: nobody knows when it is", () => {
  assert.throws(() => moment("2027-04-07T17:05:59", "en"), RangeError);
  assert.throws(() => moment("yesterday", "km"), RangeError);
});

test("a number of JavaScript never becomes points", () => {
  assert.throws(() => exact(0.1), TypeError);
  assert.throws(() => exact("1").plus(0.1), TypeError);
});

test("a number has one spelling", () => {
  const spelled = ["1.50", "-0.0", "1000000000000000000000000", "0.0000000001", "007"].map((text) =>
    plain(exact(text)),
  );
  assert.deepEqual(spelled, ["1.5", "0", "1000000000000000000000000", "0.0000000001", "7"]);
});
