/** Any sequence of what a judge does on a sheet leaves what a simple model says. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { openSheet, tap, undo, writeNote } from "../../judging/static/tablet/sheets.js";
import { aDisk, aTab, killConnection } from "./indexeddb.js";
import { PLACE, anEntry } from "./tablets.js";

const STEPS = 60;
const SEEDS = Array.from({ length: 30 }, (_, i) => i + 1);

/** Numbers below a bound, the same for the same seed. */
function randomFrom(seed) {
  let now = seed;
  return (below) => {
    now = (Math.imul(now, 1103515245) + 12345) >>> 0;
    return (now >>> 8) % below;
  };
}

/** What is tapped next, on the tablet and in the model: a list of states, the newest last. */
async function tapSomething({ store, random, states }) {
  const { answers, notes } = structuredClone(states.at(-1));
  const criterion = `C${random(5)}`;
  const points = random(4) === 0 ? null : String(random(6));
  const clears = random(3) === 0 ? [`C${random(5)}`] : [];
  for (const code of clears) delete answers[code];
  if (points === null) delete answers[criterion];
  else answers[criterion] = points;
  states.push({ answers, notes });
  return tap(store, PLACE, { criterion, points, clears });
}

async function writeSomething({ store, random, states }) {
  const { answers, notes, typed } = structuredClone(states.at(-1));
  const criterion = `C${random(5)}`;
  const text = "x".repeat(random(4) * 30);
  const isNear = typed?.criterion === criterion && Math.abs(text.length - typed.from) <= 40;
  const isOn = isNear && text !== "";
  const from = isOn ? typed.from : (notes[criterion] ?? "").length;
  if (isOn) states.pop();
  if (text === "") delete notes[criterion];
  else notes[criterion] = text;
  states.push({ answers, notes, typed: { criterion, from } });
  return writeNote(store, PLACE, { criterion, text });
}

function takeBack({ store, states }) {
  if (states.length > 1) states.pop();
  return undo(store, PLACE);
}

async function reopen(run) {
  await (run.random(2) ? killConnection(run.store) : run.store.close());
  if (run.random(2)) run.store = await aTab(run.disk);
  return openSheet(run.store, PLACE, anEntry());
}

const DEEDS = [tapSomething, tapSomething, tapSomething, writeSomething, takeBack, reopen];

for (const seed of SEEDS) {
  test(`taps, notes, undos and reopenings by seed ${seed} are what the model says`, async () => {
    const disk = aDisk();
    const store = await aTab(disk);
    const run = { disk, store, random: randomFrom(seed), states: [{ answers: {}, notes: {} }] };
    await openSheet(store, PLACE, anEntry());
    for (let i = 0; i < STEPS; i += 1) {
      const { answers, notes, undoable } = await DEEDS[run.random(DEEDS.length)](run);
      const expected = run.states.at(-1);
      assert.deepEqual(
        [answers, notes, undoable],
        [expected.answers, expected.notes, run.states.length - 1],
        `step ${i}`,
      );
    }
  });
}
