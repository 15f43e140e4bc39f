import assert from "node:assert/strict";
import { afterEach, test } from "node:test";

import { _, language, loadWords, setLanguage, words } from "../../judging/static/tablet/words.js";

const KHMER = { Unsent: "មិនទាន់ផ្ញើ", "Unsent: %(count)s of %(all)s": "នៅសល់ %(count)s/%(all)s" };

function served(answer) {
  return async (address) => {
    assert.equal(address.pathname.split("/").slice(-2).join("/"), "tablet/words.json");
    return answer;
  };
}

async function load() {
  await loadWords(served(Response.json({ km: KHMER })));
}

afterEach(() => setLanguage("km"));

test("Khmer is spoken until somebody chooses, and English before the words have come", async () => {
  assert.equal(language(), "km");
  assert.equal(_("Unsent"), "Unsent");
  await load();
  assert.equal(_("Unsent"), "មិនទាន់ផ្ញើ");
});

test("the language changes at once, and an unknown one changes nothing", async () => {
  await load();
  setLanguage("en");
  assert.equal(_("Unsent"), "Unsent");
  setLanguage("fr");
  assert.equal(language(), "en");
  setLanguage("km");
  assert.equal(_("Unsent"), "មិនទាន់ផ្ញើ");
});

test("facts take their places in both languages", async () => {
  await load();
  const facts = { count: 0, all: "$& $1" };
  assert.equal(_("Unsent: %(count)s of %(all)s", facts), "នៅសល់ 0/$& $1");
  setLanguage("en");
  assert.equal(_("Unsent: %(count)s of %(all)s", facts), "Unsent: 0 of $& $1");
});

test("a place without its fact stays, and so does what only looks like one", async () => {
  await load();
  setLanguage("en");
  assert.equal(_("100% of %(name)s, %(toString)s", {}), "100% of %(name)s, %(toString)s");
});

test("a sentence that is not in the catalogue is said in English", async () => {
  await load();
  assert.equal(_("Not there"), "Not there");
  assert.equal(_("constructor"), "constructor");
});

test("a catalogue that does not come is told, and the words from before stay", async () => {
  await load();
  await assert.rejects(loadWords(served(new Response("", { status: 404 }))), /no words: 404/);
  assert.equal(_("Unsent"), "មិនទាន់ផ្ញើ");
});

test("a text of the data is given in the judge's language, or else in the one it has", () => {
  assert.equal(words({ km: "ស្ករ", en: "Sugar" }), "ស្ករ");
  setLanguage("en");
  assert.equal(words({ km: "ស្ករ", en: "Sugar" }), "Sugar");
  assert.equal(words({ km: "ស្ករ", en: "" }), "ស្ករ");
  assert.equal(words(null), "");
});
