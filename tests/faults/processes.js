/** The processes around the machine: servers that are killed and come again, and the organiser. */

import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

const PYTHON = process.env.PYTHON ?? ".venv/bin/python";

function begin(module, environment) {
  const child = spawn(PYTHON, ["-m", `tests.faults.${module}`], {
    env: { ...process.env, ...environment },
    stdio: ["pipe", "pipe", "pipe"],
  });
  const said = [];
  child.stderr.on("data", (piece) => {
    said.push(String(piece));
    if (said.length > 200) said.shift();
  });
  return { child, said: () => said.join("") };
}

/** The organiser: `ask("recuse", {judge, entry})` gives facts, or `{refused}`. */
export function startOrganiser(environment) {
  const { child, said } = begin("organiser", environment);
  const waiting = [];
  let isGone = false;
  createInterface({ input: child.stdout }).on("line", (line) => waiting.shift().resolve(line));
  child.on("exit", () => {
    isGone = true;
    waiting.forEach(({ reject }) => reject(new Error(said())));
  });
  return {
    async ask(act, order = {}) {
      const line = await new Promise((resolve, reject) => {
        if (isGone) throw new Error(said());
        waiting.push({ resolve, reject });
        child.stdin.write(`${JSON.stringify({ act, ...order })}\n`);
      });
      const { ok, refused } = JSON.parse(line);
      return ok ?? { refused };
    },
    end: () => child.stdin.end(),
  };
}

/** Some servers over one database; each may be killed at any moment and comes again. */
export class Servers {
  constructor(count, environment) {
    this.environment = environment;
    this.slots = Array.from({ length: count }, () => ({ port: null, child: null, coming: null }));
    this.faults = [];
    this.kills = 0;
  }

  /** Starts those that are down; all of them serve when this resolves. */
  async start() {
    await Promise.all(this.slots.map((slot) => slot.coming ?? this.bring(slot)));
  }

  bring(slot) {
    if (slot.port) return Promise.resolve();
    const { child, said } = begin("serve", this.environment);
    slot.child = child;
    slot.said = said;
    slot.coming = new Promise((resolve, reject) => {
      child.on("exit", () => reject(new Error(said())));
      createInterface({ input: child.stdout }).once("line", (port) => {
        slot.port = Number(port);
        slot.coming = null;
        resolve();
      });
    });
    return slot.coming;
  }

  /** The port of one that serves now, or null. */
  port(chance) {
    const up = this.slots.filter(({ port }) => port);
    return up.length > 0 ? chance.pick(up).port : null;
  }

  /** kill -9, in the middle of whatever it does; another process takes its place. */
  kill(chance) {
    const up = this.slots.filter(({ port }) => port);
    if (up.length === 0) return;
    const slot = chance.pick(up);
    slot.child.removeAllListeners("exit");
    slot.child.kill("SIGKILL");
    this.kills += 1;
    this.faults.push(...tracebacks(slot.said()));
    slot.port = null;
    this.bring(slot).catch((error) => this.faults.push(String(error)));
  }

  /** Ends all; what they said of faults of their own is in `faults`. */
  end() {
    for (const { child, said } of this.slots) {
      child?.removeAllListeners("exit");
      child?.kill("SIGKILL");
      if (said) this.faults.push(...tracebacks(said()));
    }
  }
}

/** The end of what was said, if it is about a fault. */
const tracebacks = (text) => (text.includes("Traceback") ? [text.slice(-4000)] : []);
