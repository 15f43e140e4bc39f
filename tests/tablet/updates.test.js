import assert from "node:assert/strict";
import { test } from "node:test";

import { startShell } from "../../judging/static/tablet/updates.js";

/** A worker as the page sees it: it takes messages, and changes its state. */
class Worker extends EventTarget {
  heard = [];
  postMessage(message) {
    this.heard.push(message);
  }
}

/** The browser's side of the shell, as far as the page can see it. */
function browser({ active = null, waiting = null, refuses = null, version = "one" } = {}) {
  const registration = Object.assign(new EventTarget(), { active, waiting, installing: null });
  registration.update = async () => {};
  const container = Object.assign(new EventTarget(), { controller: active, startMessages() {} });
  const parts = { container, version, reloads: 0, ticks: [], page: new EventTarget() };
  container.register = async () => {
    if (parts.refuses) throw Object.assign(new Error("no"), { name: parts.refuses });
    return registration;
  };
  parts.refuses = refuses;
  parts.registration = registration;
  parts.reload = () => (parts.reloads += 1);
  parts.every = (milliseconds, work) => parts.ticks.push([milliseconds, work]);
  parts.hear = (data) => container.dispatchEvent(new MessageEvent("message", { data }));
  return parts;
}

async function begin(parts, { unsent = 0, editing = false } = {}) {
  const now = { unsent, editing, told: [] };
  const asks = {
    unsent: async () => now.unsent,
    editing: () => now.editing,
    tell: (state) => now.told.push(state),
  };
  return [await startShell(asks, parts), now];
}

test("an address that cannot keep the app says so, and nothing else happens", async () => {
  const parts = { ...browser(), container: undefined };
  const [shell, now] = await begin(parts);
  assert.deepEqual(now.told, [{ kept: "no", newVersion: false }]);
  assert.equal(await shell.startNew(), false);
});

test("a browser that refuses the worker is told apart from a network that is away", async () => {
  const [refused] = await begin(browser({ refuses: "SecurityError" }));
  assert.equal(refused.state.kept, "no");
  const parts = browser({ refuses: "TypeError", active: new Worker() });
  const [shell] = await begin(parts);
  assert.equal(shell.state.kept, "soon");
  parts.refuses = null;
  await shell.lookForNew();
  assert.equal(shell.state.kept, "yes");
});

test("a new version starts by itself only with nothing unsent and no sheet open", async () => {
  const waiting = new Worker();
  const [shell, now] = await begin(browser({ active: new Worker(), waiting }), { unsent: 1 });
  assert.equal(shell.state.newVersion, true);
  assert.equal(await shell.startNewIfQuiet(), false);
  now.unsent = 0;
  now.editing = true;
  assert.equal(await shell.startNewIfQuiet(), false);
  assert.deepEqual(waiting.heard, []);
  now.editing = false;
  assert.equal(await shell.startNewIfQuiet(), true);
  assert.deepEqual(waiting.heard, ["start"]);
});

test("a judge can start it on a sheet, but not while anything is unsent", async () => {
  const waiting = new Worker();
  const parts = browser({ active: new Worker(), waiting });
  const [shell, now] = await begin(parts, { unsent: 2, editing: true });
  assert.equal(await shell.startNew(), false);
  now.unsent = 0;
  assert.equal(await shell.startNew(), true);
  parts.hear({ started: "two" });
  parts.hear({ started: "two" });
  assert.equal(parts.reloads, 1);
});

test("a store that does not answer counts as one that holds something", async () => {
  const parts = browser({ active: new Worker(), waiting: new Worker() });
  const asks = { unsent: () => Promise.reject(new Error("lost")) };
  const shell = await startShell(asks, parts);
  assert.equal(await shell.startNew(), false);
});

test("a version that took over while the app was closed waits all the same", async () => {
  const active = new Worker();
  const parts = browser({ active });
  const [shell, now] = await begin(parts, { unsent: 1 });
  assert.deepEqual(active.heard, ["newest"]);
  parts.hear({ newest: "two" });
  assert.deepEqual(now.told.at(-1), { kept: "yes", newVersion: true });
  assert.equal(await shell.startNewIfQuiet(), false);
  now.unsent = 0;
  assert.equal(await shell.startNewIfQuiet(), true);
  assert.deepEqual(active.heard, ["newest", "start"]);
  assert.equal(parts.reloads, 0);
});

test("a tab with a sheet open is left alone when another tab starts a version", async () => {
  const parts = browser({ active: new Worker() });
  const [shell] = await begin(parts, { editing: true });
  parts.hear({ started: "two" });
  assert.equal(parts.reloads, 0);
  assert.equal(shell.state.newVersion, true);
});

test("the first worker of a fresh page, or one of its own version, changes nothing", async () => {
  const parts = browser({ active: new Worker() });
  const [shell] = await begin(parts);
  parts.hear({ newest: "one" });
  parts.hear({ started: "one" });
  assert.equal(parts.reloads, 0);
  assert.equal(shell.state.newVersion, false);
});
