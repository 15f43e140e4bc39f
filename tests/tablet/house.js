/** A tablet and a server to try sending with: the real modules, and a house that keeps what it gets. */

import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";

import { unsent } from "../../judging/static/tablet/outbox.js";
import { digestOf, receiptOf } from "../../judging/static/tablet/receipts.js";
import { createServer } from "../../judging/static/tablet/server.js";
import { openStore } from "../../judging/static/tablet/store.js";
import { freeze } from "../../judging/static/tablet/versions.js";
import { uuid4 } from "../../judging/static/tablet/identity.js";
import { startSync } from "../../judging/static/tablet/sync.js";

export const HERE = "c0ffee00-0000-4000-8000-000000000000";
export const NOW = Date.parse("2027-04-07T05:00:00Z");

/** A server that keeps what it gets; `spoil(path, sent)` may give another answer first. */
export class House {
  constructor() {
    this.kept = new Map();
    this.requests = [];
    this.spoil = () => undefined;
    this.revoked = new Set();
    this.receipts = {};
  }

  fetch = async (path, { headers, body }) => {
    const key = headers.Authorization.replace("Tablet ", "");
    const asked = { path: path.replace("/tablet/api/", ""), key, ...JSON.parse(body) };
    this.requests.push(asked);
    const spoilt = await this.spoil(asked);
    if (spoilt) return spoilt;
    if (this.revoked.has(key)) return json({ error: "not_enrolled" }, 401);
    return json(await this[asked.path](asked));
  };

  async sheets({ key, sheets }) {
    const answers = [];
    for (const { identity, text } of sheets) {
      if (!this.kept.has(identity)) this.kept.set(identity, { key, text });
      answers.push(await received(identity, text));
    }
    return { answers };
  }

  contact() {
    return { server_time: new Date(NOW).toISOString(), app_version: "2", receipts: this.receipts };
  }

  drafts({ drafts }) {
    const kept = drafts.map(({ round, entry, scorer }) => ({
      round,
      entry,
      scorer,
      saved_at: "x",
    }));
    return { kept, not_kept: [] };
  }

  batches() {
    return this.requests.filter(({ path }) => path === "sheets").map(({ sheets }) => sheets.length);
  }
}

export const json = (body, status = 200) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { "Content-Type": "application/json" },
  });

export const received = async (identity, text) => ({
  identity,
  outcome: "received",
  reason: null,
  receipt: receiptOf(await digestOf(text)),
  version: 1,
});

/** A tablet with judges 1 to `judges`, and timers that the test lets run out. */
export async function tablet({ judges = 1, ...parts } = {}) {
  const store = await openStore({ indexedDB: new IDBFactory() });
  for (let judge = 1; judge <= judges; judge += 1) await enrol(store, judge, `key${judge}`);
  const timers = [];
  const schedule = (work, milliseconds) => {
    const timer = { work, milliseconds };
    timers.push(timer);
    return () => timers.splice(timers.indexOf(timer), timers.includes(timer) ? 1 : 0);
  };
  const house = new House();
  const server = createServer({ fetch: house.fetch, schedule, clock: () => NOW });
  const told = [];
  const page = new EventTarget();
  const begin = () =>
    startSync({
      store,
      server,
      schedule,
      page,
      clock: () => NOW,
      random: () => 0.5,
      onChange: (state) => told.push(state),
      appVersion: "1",
      ...parts,
    });
  return { store, house, timers, told, page, begin };
}

export const enrol = (store, judge, key, enrolment = judge) =>
  store.change(["enrolments"], ({ enrolments }) =>
    enrolments.put({
      enrolment,
      key,
      judge: { id: judge },
      competition: { identity: HERE, code: "OVOP-2027" },
    }),
  );

let order = 0;

/** Puts versions into the queue with these texts, as handing in does. */
export async function queueTexts(store, judge, texts) {
  for (const text of texts) {
    const { identity } = JSON.parse(text);
    const digest = await digestOf(text);
    const place = { competition: HERE, judge, round: 1, entry: "3201", scorer: "panel" };
    const row = { identity, ...place, text, digest, receipt: receiptOf(digest), before: [] };
    order += 1;
    await store.change(["queue"], (areas) => areas.queue.put({ ...row, order }));
  }
}

/** Puts versions with these identities into the queue. */
export const queue = (store, judge, ...identities) =>
  queueTexts(
    store,
    judge,
    identities.map((identity) => JSON.stringify({ identity, judge })),
  );

export const names = (count) => Array.from({ length: count }, (_, number) => `v${number}`);
export const left = async (store) => (await unsent(store)).map(({ identity }) => identity);

const ANSWERS = Object.fromEntries(
  Array.from({ length: 12 }, (_, number) => [`C${1 + (number >> 2)}.${1 + (number & 3)}`, "3"]),
);

/** Texts as a judge's tablet has them: a sheet for each entry, all criteria answered. */
export const sheets = (count, notes = {}) =>
  Array.from({ length: count }, (_, number) => {
    const place = { competition: HERE, round: 7, judge: 1, entry: `${3201 + 37 * number}` };
    const made_at = new Date(Date.UTC(2027, 3, 7, 3, 7 * number, 11, 123)).toISOString();
    const rubric = "c950e269e15c";
    const whole = { place: { ...place, scorer: "panel" }, rubric, answers: ANSWERS, notes };
    return freeze({ identity: uuid4(), ...whole, papers: null, before: [], made_at });
  });
