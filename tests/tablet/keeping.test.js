/** What is shown follows what is kept, and one judge's sheet is never shown to another. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { isStillOn, keep } from "../../judging/static/tablet/acts/keeping.js";
import { NOBODY, createState } from "../../judging/static/tablet/state.js";
import { openSheet, tap } from "../../judging/static/tablet/sheets.js";
import { aDisk, aTab } from "./indexeddb.js";
import { anEntry, placeFor } from "./tablets.js";

const KEY = "7/3201/panel";
const TAP = { criterion: "C1.1", points: "3" };

/** A judge with the sheet of entry 3201 open, as the screens have it. */
const turnOf = (judge) => ({
  me: { enrolment: judge },
  place: { key: KEY, entry: anEntry(), place: placeFor("3201", judge) },
});

async function anApp(disk) {
  const app = { store: await aTab(disk), state: createState(() => {}) };
  for (const judge of [12, 13]) await openSheet(app.store, placeFor("3201", judge), anEntry());
  app.state.change(turnOf(12));
  return app;
}

test("a tap shows once it is kept", async () => {
  const app = await anApp();
  assert.equal(await keep(app, (book) => book.tap(TAP)), true);
  assert.deepEqual(app.state.get().sheet.answers, { "C1.1": "3" });
});

test("a tap that hung before locking is kept and never shown to the next judge", async () => {
  const app = await anApp();
  const kept = keep(app, (book) => book.tap(TAP));
  app.state.change({ ...NOBODY, ...turnOf(13) });
  assert.deepEqual([await kept, app.state.get().sheet], [true, null]);
  const sheet = await openSheet(app.store, placeFor("3201", 12), anEntry());
  assert.deepEqual(sheet.answers, { "C1.1": "3" });
});

for (const [who, after] of [
  ["nobody", NOBODY],
  ["the next judge", { ...NOBODY, ...turnOf(13) }],
]) {
  test(`a tap that another window overtook shows ${who} nothing after locking`, async () => {
    const disk = aDisk();
    const [app, other] = [await anApp(disk), await aTab(disk)];
    await openSheet(other, placeFor("3201", 12), anEntry());
    await tap(other, placeFor("3201", 12), { ...TAP, points: "5" });
    const kept = keep(app, (book) => book.tap(TAP));
    app.state.change(after);
    const { sheet, refused } = app.state.get();
    assert.deepEqual([await kept, sheet, refused], [false, null, null]);
    const now = app.state.get();
    assert.deepEqual([now.sheet, now.refused], [null, null]);
  });
}

test("with no sheet open nothing is written", async () => {
  const app = await anApp();
  const before = app.state.get();
  app.state.change(NOBODY);
  assert.equal(await keep(app, (book) => book.tap(TAP)), false);
  assert.deepEqual([isStillOn(app, before), await app.store.all("drafts")], [false, []]);
});
