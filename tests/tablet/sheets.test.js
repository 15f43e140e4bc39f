/** Every tap is kept before it is shown, by one tab at a time, and can be undone. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { openSheet, tap, tickPapers, undo, writeNote } from "../../judging/static/tablet/sheets.js";
import { aDisk, aTab, failWrites, killConnection } from "./indexeddb.js";
import { PLACE, aTop, anEntry, placeFor } from "./tablets.js";

const answersOnDisk = async (disk) => (await openSheet(await aTab(disk), PLACE)).answers;
const give = (store, criterion, points, clears) => tap(store, PLACE, { criterion, points, clears });

test("an unopened sheet is blank, not a draft and to do", async () => {
  const sheet = await openSheet(await aTab(), PLACE, anEntry());
  const { answers, notes, papers, isDraft, undoable, state, before } = sheet;
  assert.deepEqual(
    { answers, notes, papers, isDraft, undoable, state, before },
    {
      answers: {},
      notes: {},
      papers: null,
      isDraft: false,
      undoable: 0,
      state: "to_do",
      before: [],
    },
  );
});

test("looking at a sheet writes nothing", async () => {
  const store = await aTab();
  await openSheet(store, PLACE, anEntry());
  assert.deepEqual(await store.all("drafts"), []);
});

test("a tap is on the disk when it is told", async () => {
  const disk = aDisk();
  const store = await aTab(disk);
  await openSheet(store, PLACE, anEntry());
  const sheet = await give(store, "C1.1", "4.5");
  assert.deepEqual(
    [sheet.answers, sheet.state, sheet.isDraft, await answersOnDisk(disk)],
    [{ "C1.1": "4.5" }, "draft", true, { "C1.1": "4.5" }],
  );
});

test("points that are not decimal text are never kept", async () => {
  const store = await aTab();
  await openSheet(store, PLACE, anEntry());
  for (const points of [4.5, "4,5", "1e3", "", "៤"]) {
    await assert.rejects(give(store, "C1.1", points), TypeError);
  }
  assert.deepEqual(await store.all("drafts"), []);
});

test("a tap clears the other case of its branch in the same step", async () => {
  const store = await aTab();
  await openSheet(store, PLACE, anEntry());
  await give(store, "A1", "1");
  await give(store, "A2", "2");
  const changed = await give(store, "B1", "3", ["A1", "A2", "A3"]);
  const undone = await undo(store, PLACE);
  assert.deepEqual([changed.answers, undone.answers], [{ B1: "3" }, { A1: "1", A2: "2" }]);
});

test("notes are kept by criterion and an empty one is none", async () => {
  const store = await aTab();
  await openSheet(store, PLACE, anEntry());
  await writeNote(store, PLACE, { criterion: "C1.1", text: "ឆ្ងាញ់" });
  await writeNote(store, PLACE, { criterion: "", text: "whole" });
  const sheet = await writeNote(store, PLACE, { criterion: "", text: "" });
  assert.deepEqual(sheet.notes, { "C1.1": "ឆ្ងាញ់" });
  assert.deepEqual((await undo(store, PLACE)).notes, { "C1.1": "ឆ្ងាញ់", "": "whole" });
});

test("the desk's papers keep what was ticked when it began", async () => {
  const store = await aTab();
  const opened = await openSheet(store, PLACE, anEntry("3201", { papers_seen: ["halal"] }));
  const ticked = await tickPapers(store, PLACE, { ticked: ["hygiene"] });
  const undone = await undo(store, PLACE);
  const seen = { ticked: ["halal"], shown: ["halal"] };
  assert.deepEqual(
    [opened.papers, ticked.papers, undone.papers],
    [seen, { ticked: ["hygiene"], shown: ["halal"] }, seen],
  );
});

test("at least fifty steps are undone one by one, after the app was closed too", async () => {
  const disk = aDisk();
  let store = await aTab(disk);
  await openSheet(store, PLACE, anEntry());
  for (let i = 0; i < 60; i += 1) await give(store, `C${i % 7}`, String(i));
  store = await aTab(disk);
  let sheet = await openSheet(store, PLACE, anEntry());
  assert.equal(sheet.undoable, 60);
  for (let i = 59; i > 0; i -= 1) {
    sheet = await undo(store, PLACE);
    assert.equal(sheet.answers[`C${(i - 1) % 7}`], String(i - 1));
  }
  sheet = await undo(store, PLACE);
  assert.deepEqual([sheet.answers, sheet.isDraft, sheet.undoable], [{}, false, 0]);
  assert.deepEqual((await undo(store, PLACE)).answers, {});
});

test("with every step undone the sheet is what is newest, not what the draft began from", async () => {
  const store = await aTab();
  await openSheet(store, PLACE, anEntry());
  await give(store, "C1.1", "4");
  await openSheet(store, PLACE, anEntry("3201", { sheet: aTop("x") }));
  const sheet = await undo(store, PLACE);
  assert.deepEqual(
    [sheet.answers, sheet.before, sheet.state],
    [{ "C1.1": "1" }, ["x"], "received"],
  );
  assert.deepEqual((await give(store, "C2", "2")).answers, { "C1.1": "1", C2: "2" });
});

test("what was undone does not come back from its copy on the server", async () => {
  const store = await aTab();
  await openSheet(store, PLACE, anEntry());
  await give(store, "C1.1", "4");
  const draft = { answers: { "C1.1": "4" }, notes: {}, saved_at: "2027-04-07T04:00:00Z" };
  await openSheet(store, PLACE, anEntry("3201", { draft }));
  const undone = await undo(store, PLACE);
  const opened = await openSheet(store, PLACE, anEntry("3201", { draft }));
  assert.deepEqual([undone.answers, opened.answers, opened.state], [{}, {}, "to_do"]);
});

test("a last undo whose commit was not told is done once", async () => {
  const store = await aTab();
  await openSheet(store, PLACE, anEntry());
  await give(store, "C1.1", "4");
  const told = failWrites("committed", 1);
  const undone = await undo(store, PLACE);
  told.mend();
  assert.deepEqual([told.failed, undone.answers], [1, {}]);
  assert.deepEqual((await give(store, "C2", "1")).answers, { C2: "1" });
});

test("taps without waiting are kept in their order", async () => {
  const disk = aDisk();
  const store = await aTab(disk);
  await openSheet(store, PLACE, anEntry());
  await Promise.all(["1", "2", "3", "2"].map((points) => give(store, "C1.1", points)));
  const sheet = await openSheet(store, PLACE, anEntry());
  assert.deepEqual([sheet.answers, sheet.revision], [{ "C1.1": "2" }, 4]);
});

test("a sheet opened while a tap is under way shows the tap and takes the next", async () => {
  const store = await aTab();
  await openSheet(store, PLACE, anEntry());
  const tapped = give(store, "C1.1", "1");
  const opened = await openSheet(store, PLACE, anEntry());
  await tapped;
  assert.deepEqual(opened.answers, { "C1.1": "1" });
  assert.deepEqual((await give(store, "C2", "2")).answers, { "C1.1": "1", C2: "2" });
});

test("a second tab's tap on an older sheet is refused with the newer one, never lost silently", async () => {
  const disk = aDisk();
  const [one, two] = [await aTab(disk), await aTab(disk)];
  await openSheet(one, PLACE, anEntry());
  await openSheet(two, PLACE, anEntry());
  await give(one, "C1.1", "4");
  for (const change of [
    () => give(two, "C1.1", "1"),
    () => writeNote(two, PLACE, { criterion: "", text: "n" }),
    () => undo(two, PLACE),
  ]) {
    await assert.rejects(change, (error) => {
      assert.deepEqual([error.name, error.sheet.answers], ["StaleSheet", { "C1.1": "4" }]);
      return true;
    });
  }
  assert.deepEqual(await answersOnDisk(disk), { "C1.1": "4" });
  await openSheet(two, PLACE, anEntry());
  assert.deepEqual((await give(two, "C2", "1")).answers, { "C1.1": "4", C2: "1" });
  await assert.rejects(give(one, "C2", "5"), { name: "StaleSheet" });
});

test("of two tabs that tap at once every tap is kept or refused", async () => {
  const disk = aDisk();
  const tabs = [await aTab(disk), await aTab(disk)];
  for (const tab of tabs) await openSheet(tab, PLACE, anEntry());
  const tried = ["A", "B", "C", "D", "E", "F"].map((code, i) => give(tabs[i % 2], code, "1"));
  const told = await Promise.allSettled(tried);
  const kept = ["A", "B", "C", "D", "E", "F"].filter((_, i) => told[i].status === "fulfilled");
  assert.equal(kept.length, 3);
  assert.deepEqual(Object.keys(await answersOnDisk(disk)), kept);
});

test("a tap cut off in the middle leaves the old draft whole and says so", async () => {
  const disk = aDisk();
  const store = await aTab(disk);
  await openSheet(store, PLACE, anEntry());
  await give(store, "C1.1", "4");
  const told = failWrites("cut", 99);
  await assert.rejects(give(store, "C1.1", "1", ["C2"]), { kind: "lost" });
  told.mend();
  assert.deepEqual(await answersOnDisk(disk), { "C1.1": "4" });
});

test("on a full disk the tap is refused, and goes through once there is room", async () => {
  const disk = aDisk();
  const store = await aTab(disk);
  await openSheet(store, PLACE, anEntry());
  const first = await give(store, "C1.1", "4");
  const told = failWrites("full", 1);
  await assert.rejects(give(store, "C1.1", "1"), { name: "StoreTrouble", kind: "full" });
  told.mend();
  assert.deepEqual([first.answers, await answersOnDisk(disk)], [{ "C1.1": "4" }, { "C1.1": "4" }]);
  assert.deepEqual((await give(store, "C2", "2")).answers, { "C1.1": "4", C2: "2" });
});

test("a tap whose commit was not told is one step, not two", async () => {
  const store = await aTab();
  await openSheet(store, PLACE, anEntry());
  const told = failWrites("committed", 1);
  const sheet = await give(store, "C1.1", "4");
  told.mend();
  assert.deepEqual([told.failed, sheet.revision, sheet.undoable], [1, 1, 1]);
  assert.deepEqual((await give(store, "C2", "1")).answers, { "C1.1": "4", C2: "1" });
});

test("a tap after the system closed the connection is kept", async () => {
  const disk = aDisk();
  const store = await aTab(disk);
  await openSheet(store, PLACE, anEntry());
  await killConnection(store);
  await give(store, "C1.1", "4");
  assert.deepEqual(await answersOnDisk(disk), { "C1.1": "4" });
});

test("sheets of other judges, entries and competitions are other sheets", async () => {
  const store = await aTab();
  const others = [placeFor("3202"), placeFor("3201", 13), placeFor("3201", 12, "other")];
  for (const place of [PLACE, ...others]) await openSheet(store, place, anEntry(place.entry));
  await give(store, "C1.1", "4");
  for (const place of others) {
    assert.deepEqual((await openSheet(store, place, anEntry(place.entry))).answers, {});
  }
});

test("the copy of a draft goes on on a replacement tablet", async () => {
  const store = await aTab();
  const draft = { answers: { "C1.1": "2" }, notes: { "": "n" }, saved_at: "2027-04-07T04:00:00Z" };
  const kept = anEntry("3201", { draft, sheet: aTop("x") });
  const opened = await openSheet(store, PLACE, kept);
  assert.deepEqual(
    [opened.answers, opened.notes, opened.state, opened.isDraft, opened.before],
    [{ "C1.1": "2" }, { "": "n" }, "draft", true, ["x"]],
  );
  assert.deepEqual((await give(store, "C2", "1")).answers, { "C1.1": "2", C2: "1" });
  assert.deepEqual((await undo(store, PLACE)).answers, { "C1.1": "2" });
});

test("a copy of a draft from before the handing in is not brought back", async () => {
  const draft = { answers: { "C1.1": "2" }, notes: {}, saved_at: "2027-04-07T02:00:00Z" };
  const kept = anEntry("3201", { draft, sheet: aTop("x") });
  const sheet = await openSheet(await aTab(), PLACE, kept);
  assert.deepEqual(
    [sheet.answers, sheet.isDraft, sheet.state],
    [{ "C1.1": "1" }, false, "received"],
  );
});

test("a note that is typed is undone in pieces, not letter by letter and not all at once", async () => {
  const store = await aTab();
  await openSheet(store, PLACE, anEntry());
  await give(store, "C1.1", "1");
  const text = "0123456789".repeat(10);
  for (let i = 1; i <= text.length; i += 1) {
    await writeNote(store, PLACE, { criterion: "", text: text.slice(0, i) });
  }
  const lengths = [];
  for (;;) {
    const { notes, answers } = await undo(store, PLACE);
    if (!answers["C1.1"]) break;
    lengths.push((notes[""] ?? "").length);
  }
  assert.deepEqual(lengths, [80, 40, 0]);
});
