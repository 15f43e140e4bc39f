/**
 * Runs the fault machine and says whether anything was lost, doubled or mixed up.
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
import { Tally } from "./tally.js";

/** Operations in one competition: in a longer one each sheet would be corrected without end. */
const MOST_IN_ONE = 2500;

const { values } = parseArgs({
  options: {
    operations: { type: "string", default: "2000" },
    "in-one": { type: "string", default: String(MOST_IN_ONE) },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
    database: { type: "string", default: "sqlite" },
    judges: { type: "string", default: "5" },
    entries: { type: "string", default: "14" },
  },
});
const seed = Number(values.seed);
const operations = Number(values.operations);
const [judges, entries] = [Number(values.judges), Number(values.entries)];
const again =
  `node tests/faults/run.js --operations ${operations} --in-one ${values["in-one"]} ` +
  `--seed ${seed} --database ${values.database}`;

// Real PINs, but quick ones: nobody attacks a test.
const derive = crypto.subtle.deriveBits.bind(crypto.subtle);
crypto.subtle.deriveBits = (how, ...rest) => derive({ ...how, iterations: 10 }, ...rest);

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
    const tally = new Tally({ database: values.database, seed });
    const parts = { chance: createChance(seed), hours: createHours(), servers, organiser };
    const faults = await runAll(parts, tally);
    console.log(tally.text());
    return [...faults, ...servers.faults];
  } finally {
    servers.end();
    organiser.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One competition after another, with the same servers; what was checked stays as it was. */
async function runAll(parts, tally) {
  const prints = [];
  let last = null;
  for (let edition = 0; tally.operations < operations; edition += 1) {
    const machine = new Machine(parts);
    await machine.build({ edition, judges, entries }, last);
    await machine.run(Math.min(Number(values["in-one"]), operations - tally.operations));
    await machine.heal();
    const { faults, outcomes } = await machine.check();
    tally.add(machine, outcomes);
    if (faults.length > 0 || parts.servers.faults.length > 0) return faults;
    prints.push(await machine.fingerprint());
    last = machine;
  }
  return changedSince(parts.organiser, prints);
}

async function changedSince(organiser, prints) {
  const faults = [];
  for (const { competition, digest } of prints) {
    const now = await organiser.ask("fingerprint", { competition });
    if (now.digest !== digest) faults.push(`changed after its end: competition ${competition}`);
  }
  return faults;
}

const faults = await run();
if (faults.length > 0) {
  console.log(`${faults.length} faults:\n${faults.slice(0, 20).join("\n")}\nAgain: ${again}`);
}
process.exit(faults.length > 0 ? 1 : 0);
