/** The queue of versions without a receipt, and what became of each version. */

import { versionsOf } from "./places.js";
import { under } from "./store.js";

/** Nothing more will happen to these by itself; their texts may go when a newer one is through. */
const FINAL = new Set(["received", "older", "settled", "accepted", "left_out"]);
const OUTCOMES = new Set([...FINAL, "waiting", "clash"]);

/**
 * Versions without a receipt in the order of their handing in: all of the tablet, or those of the
 * judge and competition of one enrolment, whichever card they were made under.
 *
 * @param {import("./store.js").Store} store
 * @param {number} [enrolment]
 * @returns {Promise<import("./handing.js").Version[]>}
 */
export async function unsent(store, enrolment) {
  const rows = await store.look(["enrolments", "queue"], async ({ enrolments, queue }) => {
    if (enrolment === undefined) return queue.getAll();
    const person = await enrolments.get(enrolment);
    if (!person) return [];
    const range = under([person.competition.identity, person.judge.id]);
    return queue.index("place").getAll(range);
  });
  return rows.sort((a, b) => a.order - b.order);
}

/**
 * Takes the server's answer for one version: from the queue to `sent`, or what became of it since.
 *
 * Only an answer with the version's identity and the receipt that was reckoned here counts: then
 * the server holds these very bytes. An old answer that comes late takes nothing back.
 *
 * @param {import("./store.js").Store} store
 * @param {string} identity of the version that was asked about.
 * @param {{identity: string, outcome: string, reason?: string|null, receipt: string,
 *   version?: number|null, top?: object}} answer
 * @returns {Promise<"settled"|"already"|"wrong"|"unknown">} "wrong": the answer proves nothing and
 *   the version stays where it is; "unknown": no such version here.
 */
export function settle(store, identity, answer) {
  return store.change(["queue", "sent"], async (areas) => {
    const queued = await areas.queue.get(identity);
    const row = queued ?? (await areas.sent.get(identity));
    if (!row) return "unknown";
    if (!isProof(row, answer)) return "wrong";
    if (FINAL.has(row.outcome) && !FINAL.has(answer.outcome)) return "already";
    const { outcome, reason = null, version = null, top = row.top ?? null } = answer;
    const sent = { ...row, outcome, reason, version, top };
    await areas.sent.put(sent);
    await areas.queue.delete(identity);
    await dropPassed(areas, sent);
    return queued ? "settled" : "already";
  });
}

const isProof = (row, answer) =>
  answer?.identity === row.identity &&
  answer.receipt === row.receipt &&
  OUTCOMES.has(answer.outcome);

/** Drops the texts that a newer one replaced, once both are through; never that of a clash. */
async function dropPassed(areas, newer) {
  if (!FINAL.has(newer.outcome)) return;
  const passed = (await versionsOf(areas, newer)).filter(
    ({ identity, outcome, text }) => text && FINAL.has(outcome) && newer.before.includes(identity),
  );
  for (const row of passed) await areas.sent.put({ ...row, text: null });
}
