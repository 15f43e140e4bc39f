/** Handing in: one change, one identity, bytes that stay; and the answer to two versions. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { receiptOf } from "../../judging/static/tablet/receipts.js";
import { settle, unsent } from "../../judging/static/tablet/outbox.js";
import {
  handIn,
  openSheet,
  tap,
  tickPapers,
  writeNote,
} from "../../judging/static/tablet/sheets.js";
import { LARGEST } from "../../judging/static/tablet/versions.js";
import { aDisk, aTab, failWrites } from "./indexeddb.js";
import { COMPETITION, HOW, PLACE, RUBRIC, aTop, anEntry, answerFor } from "./tablets.js";

const give = (store, points, criterion = "C1.1") => tap(store, PLACE, { criterion, points });

/** A tab with one answer given on the sheet. */
async function aDraft(disk, kept = anEntry()) {
  const store = await aTab(disk);
  await openSheet(store, PLACE, kept);
  await give(store, "3");
  return store;
}

async function corrected(store, points, kept = anEntry()) {
  await openSheet(store, PLACE, kept);
  await give(store, points);
  return handIn(store, PLACE, HOW);
}

test("a version is the text of the contract, with its keys in that order", async () => {
  const store = await aDraft();
  await writeNote(store, PLACE, { criterion: "", text: "ល្អ" });
  const version = await handIn(store, PLACE, HOW);
  const expected = {
    format: 1,
    identity: version.identity,
    competition: COMPETITION,
    round: 7,
    judge: 12,
    entry: "3201",
    scorer: "panel",
    rubric: RUBRIC,
    answers: { "C1.1": "3" },
    notes: { "": "ល្អ" },
    before: [],
    made_at: "2027-04-07T03:12:45.123Z",
  };
  assert.equal(version.text, JSON.stringify(expected));
  assert.match(
    version.identity,
    /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  );
});

test("digest and receipt are those of the text's UTF-8", async () => {
  const version = await handIn(await aDraft(), PLACE, HOW);
  const { createHash } = await import("node:crypto");
  const digest = createHash("sha256").update(version.text, "utf8").digest("hex");
  assert.deepEqual([version.digest, version.receipt], [digest, receiptOf(digest)]);
});

test("the draft ends and the version is in the queue, on the disk", async () => {
  const disk = aDisk();
  const version = await handIn(await aDraft(disk), PLACE, HOW);
  const tab = await aTab(disk);
  const sheet = await openSheet(tab, PLACE, anEntry());
  assert.deepEqual(
    [await unsent(tab), await tab.all("drafts"), sheet.state, sheet.answers, sheet.receipt],
    [[version], [], "handed_in", { "C1.1": "3" }, version.receipt],
  );
});

test("the desk's papers travel with the version and a judge's version has none", async () => {
  const store = await aTab();
  await openSheet(store, PLACE, anEntry("3201", { papers_seen: ["gi"] }));
  await tickPapers(store, PLACE, { ticked: ["gi", "halal"] });
  const { text } = await handIn(store, PLACE, HOW);
  const keys = Object.keys(JSON.parse(text));
  assert.deepEqual(JSON.parse(text).papers, { ticked: ["gi", "halal"], shown: ["gi"] });
  assert.deepEqual(keys.slice(-4), ["notes", "papers", "before", "made_at"]);
});

test("only what is asked is handed in", async () => {
  const store = await aDraft();
  await give(store, "1", "C9");
  const { text } = await handIn(store, PLACE, { ...HOW, asked: () => ["C1.1"] });
  assert.deepEqual(JSON.parse(text).answers, { "C1.1": "3" });
});

test("a tap under way while the sheet is handed in counts in what is asked", async () => {
  const store = await aDraft();
  const tapped = tap(store, PLACE, { criterion: "C2", points: "5", clears: ["C1.1"] });
  const { text } = await handIn(store, PLACE, { ...HOW, asked: Object.keys });
  await tapped;
  assert.deepEqual(JSON.parse(text).answers, { C2: "5" });
});

test("a tap under way that leaves a blank refuses the handing in and the draft stays", async () => {
  const store = await aDraft();
  const tapped = give(store, null);
  const asked = (answers) => ("C1.1" in answers ? Object.keys(answers) : null);
  await assert.rejects(handIn(store, PLACE, { ...HOW, asked }), { name: "ChangedMeanwhile" });
  await tapped;
  assert.deepEqual([await unsent(store), (await store.all("drafts")).length], [[], 1]);
});

test("a double tap makes one version", async () => {
  const store = await aDraft();
  const [one, two] = await Promise.all([handIn(store, PLACE, HOW), handIn(store, PLACE, HOW)]);
  const three = await handIn(store, PLACE, HOW);
  assert.deepEqual([two.identity, three.identity], [one.identity, one.identity]);
  assert.equal((await unsent(store)).length, 1);
});

test("two tabs that hand in the same draft make one version", async () => {
  const disk = aDisk();
  const tabs = [await aDraft(disk), await aTab(disk)];
  await openSheet(tabs[1], PLACE, anEntry());
  const [one, two] = await Promise.all(tabs.map((tab) => handIn(tab, PLACE, HOW)));
  assert.equal(one.identity, two.identity);
  assert.equal((await unsent(tabs[0])).length, 1);
});

test("a tab that has not seen the last tap does not hand it in", async () => {
  const disk = aDisk();
  const [one, two] = [await aDraft(disk), await aTab(disk)];
  await openSheet(two, PLACE, anEntry());
  await give(one, "5");
  await assert.rejects(handIn(two, PLACE, HOW), { name: "StaleSheet" });
  assert.deepEqual(await unsent(one), []);
});

test("a tab that opened the sheet before another handed it in does not write over it", async () => {
  const disk = aDisk();
  const [one, two] = [await aTab(disk), await aTab(disk)];
  for (const tab of [one, two]) await openSheet(tab, PLACE, anEntry());
  await give(one, "3");
  await handIn(one, PLACE, HOW);
  await assert.rejects(give(two, "1"), { name: "StaleSheet" });
  assert.deepEqual(await one.all("drafts"), []);
});

test("with nothing changed there is nothing to hand in", async () => {
  const store = await aTab();
  await openSheet(store, PLACE, anEntry("3201", { sheet: aTop("x") }));
  await assert.rejects(handIn(store, PLACE, HOW), { name: "NothingToHandIn" });
  assert.deepEqual(await unsent(store), []);
});

test("a correction begins from the newest version at once and names all before it", async () => {
  const store = await aDraft();
  const first = await handIn(store, PLACE, HOW);
  const sheet = await give(store, "4", "C2");
  const second = await handIn(store, PLACE, HOW);
  const third = await corrected(store, "5");
  assert.deepEqual(sheet.answers, { "C1.1": "3", C2: "4" });
  assert.deepEqual(
    [second.before, third.before],
    [[first.identity], [first.identity, second.identity]],
  );
  assert.deepEqual(
    (await unsent(store)).map(({ identity }) => identity),
    [first, second, third].map(({ identity }) => identity),
  );
});

test("a correction of what the server holds names it and what was before it", async () => {
  const kept = anEntry("3201", { sheet: aTop("b", { before: ["a"] }) });
  const version = await handIn(await aDraft(aDisk(), kept), PLACE, HOW);
  assert.deepEqual(version.before, ["a", "b"]);
});

test("what came from another tablet while the draft was open is not named: the judge is asked", async () => {
  const store = await aDraft();
  const kept = anEntry("3201", { sheet: aTop("other") });
  const sheet = await openSheet(store, PLACE, kept);
  const version = await handIn(store, PLACE, HOW);
  assert.deepEqual([sheet.newer.identity, version.before], ["other", []]);
});

test("after a receipt a correction begins from the own version, the copy here being older", async () => {
  const store = await aDraft();
  const first = await handIn(store, PLACE, HOW);
  await settle(store, first.identity, answerFor(first));
  const sheet = await openSheet(store, PLACE, anEntry());
  assert.deepEqual([sheet.answers, sheet.before], [{ "C1.1": "3" }, [first.identity]]);
});

test("a version left out by the organiser is not what a correction begins from", async () => {
  const store = await aDraft(aDisk(), anEntry("3201", { sheet: aTop("x") }));
  const first = await handIn(store, PLACE, HOW);
  await settle(store, first.identity, answerFor(first, "left_out"));
  const sheet = await openSheet(store, PLACE, anEntry("3201", { sheet: aTop("x") }));
  assert.deepEqual(
    [sheet.answers, sheet.state, sheet.receipt],
    [{ "C1.1": "1" }, "received", "TTTT-TTTT"],
  );
});

for (const [how, kind] of [
  ["cut", "lost"],
  ["full", "full"],
]) {
  test(`handing in that fails (${kind}) leaves the draft whole and the queue without it`, async () => {
    const store = await aDraft();
    const told = failWrites(how, 99);
    await assert.rejects(handIn(store, PLACE, HOW), { kind });
    told.mend();
    const sheet = await openSheet(store, PLACE, anEntry());
    assert.deepEqual(
      [await unsent(store), sheet.answers, sheet.state],
      [[], { "C1.1": "3" }, "draft"],
    );
    assert.equal((await handIn(store, PLACE, HOW)).before.length, 0);
  });
}

test("a handing in whose commit was not told is one version", async () => {
  const store = await aDraft();
  const told = failWrites("committed", 1);
  const version = await handIn(store, PLACE, HOW);
  told.mend();
  assert.deepEqual([told.failed, await unsent(store)], [1, [version]]);
});

test("one told as lost although it was kept is the same version when tapped again", async () => {
  const store = await aDraft();
  const told = failWrites("committed", 1);
  const cut = failWrites("cut", 99);
  await assert.rejects(handIn(store, PLACE, HOW), { kind: "lost" });
  cut.mend();
  told.mend();
  const version = await handIn(store, PLACE, HOW);
  assert.deepEqual(await unsent(store), [version]);
});

test("a version over 64 KiB of UTF-8 is refused and the draft stays", async () => {
  const store = await aDraft();
  await writeNote(store, PLACE, { criterion: "", text: "ក".repeat(LARGEST / 3) });
  await assert.rejects(handIn(store, PLACE, HOW), { name: "BadVersion", why: "too_large" });
  assert.deepEqual([await unsent(store), (await store.all("drafts")).length], [[], 1]);
});

test("a version that is not whole is never made", async () => {
  const store = await aDraft();
  for (const how of [{ rubric: RUBRIC }, { made_at: HOW.made_at }, { ...HOW, rubric: "" }]) {
    await assert.rejects(handIn(store, PLACE, how), { name: "BadVersion", why: "not_whole" });
  }
});
