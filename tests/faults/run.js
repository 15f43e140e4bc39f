/**
 * Runs the fault machine once and says whether anything was lost, doubled or mixed up.
 *
 * node tests/faults/run.js --operations 2000 --seed 7 --database sqlite|postgresql
 */

import "fake-indexeddb/auto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { createChance } from "./chance.js";
import { createHours } from "./hours.js";
import { Machine } from "./machine.js";
import { Servers, startOrganiser } from "./processes.js";

const { values } = parseArgs({
  options: {
    operations: { type: "string", default: "2000" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
    database: { type: "string", default: "sqlite" },
    judges: { type: "string", default: "5" },
    entries: { type: "string" },
  },
});
const seed = Number(values.seed);
const operations = Number(values.operations);
// Long runs have more entries, or else each sheet would be corrected hundreds of times.
const entries = Number(values.entries ?? Math.min(60, 14 + Math.floor(operations / 2000)));
const again =
  `node tests/faults/run.js --operations ${operations} --seed ${seed} ` +
  `--database ${values.database}`;

/** Where the processes keep what they keep; the organiser makes the database and its tables. */
function environmentIn(folder) {
  if (values.database === "sqlite") return { DATA_DIR: folder, DATABASE_URL: "" };
  const server = process.env.TEST_POSTGRES_URL;
  if (!server) throw new Error("Run it by .ci/with_postgres.py, or give TEST_POSTGRES_URL.");
  const name = `faults_${seed}_${process.pid}`;
  return { DATA_DIR: folder, DATABASE_URL: server.replace(/\/[^/?]*(\?|$)/, `/${name}$1`) };
}

async function run() {
  const folder = mkdtempSync(join(tmpdir(), "faults-"));
  const environment = environmentIn(folder);
  const servers = new Servers(2, environment);
  const organiser = startOrganiser(environment);
  try {
    const machine = new Machine({
      chance: createChance(seed),
      hours: createHours(),
      servers,
      organiser,
    });
    await machine.build({ judges: Number(values.judges), entries });
    const begun = performance.now();
    await machine.run(operations);
    await machine.heal();
    const seconds = (performance.now() - begun) / 1000;
    const { faults, outcomes } = await machine.check();
    tell(machine, outcomes, seconds);
    return [...faults, ...servers.faults];
  } finally {
    servers.end();
    organiser.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

function tell(machine, outcomes, seconds) {
  const { done, faults, model, tablets } = machine;
  const facts = {
    database: values.database,
    seed,
    operations: machine.operations,
    "done by kind": done,
    "faults by kind": faults,
    "versions handed in": model.versions.size,
    "what became of them": outcomes,
    kills: tablets.reduce((sum, { kills }) => sum + kills, 0),
    seconds: Number(seconds.toFixed(1)),
    "operations a second": Math.round(machine.operations / seconds),
  };
  console.log(JSON.stringify(facts, null, 2));
}

const faults = await run();
if (faults.length > 0) {
  console.log(`${faults.length} faults:\n${faults.slice(0, 20).join("\n")}\nAgain: ${again}`);
}
process.exit(faults.length > 0 ? 1 : 0);
