/** Sending one enrolment's versions with its own key: in order, in batches, none held up. */

import { settle, unsent } from "./outbox.js";

const BATCH = 20;
/** Characters in one batch: a slow line carries them within the time-out. */
const BATCH_LENGTH = 128 * 1024;
/** So many single versions may fail one after another before the server is left in peace. */
const PATIENCE = 3;

/**
 * Sends what an enrolment has unsent until nothing is left or nothing gets through.
 *
 * A batch that fails is followed by single versions, so that one that the server cannot take does
 * not hold up the rest; it is tried again last, each time, and stays in the queue.
 *
 * @param {{store: object, server: object, failures: Map<string, number>, goesOn: () => boolean,
 *   onSettled: () => Promise<void>}} line `failures` counts by identity and is kept between calls.
 * @param {number} enrolment
 * @returns {Promise<{trouble: string|null, sentence?: object}>}
 */
export async function sendUnsent(line, enrolment) {
  const tried = new Set();
  let size = BATCH;
  let lost = 0;
  let last = { trouble: null };
  while (lost < PATIENCE && line.goesOn()) {
    const batch = await nextBatch(line, enrolment, tried, size);
    if (batch.length === 0) return last;
    const answer = await sendBatch(line, enrolment, batch);
    if (answer.ok) {
      lost = 0;
      size = Math.min(size * 2, BATCH);
      batch.forEach(({ identity }) => tried.add(identity));
      if (answer.missed) last = { trouble: answer.missed };
      continue;
    }
    last = answer;
    if (answer.trouble === "no_network" || answer.trouble === "not_enrolled") return answer;
    if (batch.length === 1) {
      lost += 1;
      tried.add(batch[0].identity);
      addFailure(line, batch[0]);
    }
    size = 1;
  }
  return last;
}

const failuresOf = (line, { identity }) => line.failures.get(identity) ?? 0;

const addFailure = (line, version) =>
  line.failures.set(version.identity, failuresOf(line, version) + 1);

/** The next versions, in order; one that failed before waits until the others are through. */
async function nextBatch(line, enrolment, tried, size) {
  const waiting = (await unsent(line.store, enrolment)).filter((v) => !tried.has(v.identity));
  const fresh = waiting.filter((version) => failuresOf(line, version) === 0);
  if (fresh.length > 0) return takeBatch(fresh, size);
  return waiting.sort((a, b) => failuresOf(line, a) - failuresOf(line, b)).slice(0, 1);
}

function takeBatch(versions, size) {
  let length = 0;
  const taken = versions
    .slice(0, size)
    .filter(({ text }) => (length += text.length) <= BATCH_LENGTH);
  return taken.length > 0 ? taken : versions.slice(0, 1);
}

async function sendBatch(line, enrolment, batch) {
  // Read now: a new card may have changed the key since the last batch.
  const record = await line.store.read("enrolments", enrolment);
  if (!record) return { ok: false, trouble: "not_enrolled" };
  const answer = await line.server.sheets(record.key, batch);
  if (!answer.ok) return answer;
  const { answered, unkept } = await settleAll(line, answer.body.answers);
  const missed = batch.filter(({ identity }) => !answered.has(identity));
  missed.forEach((version) => addFailure(line, version));
  await line.onSettled();
  return { ok: true, missed: unkept ? "storage" : missed.length ? "server" : null };
}

/** Keeps each answer by itself: one that the device cannot keep holds up no other. */
async function settleAll(line, answers) {
  const answered = new Set();
  let unkept = 0;
  for (const one of answers) {
    const told = await settle(line.store, one.identity, one).catch(() => "unkept");
    // A receipt that is not that of these bytes proves nothing: the version stays.
    if (told === "wrong") continue;
    if (told === "unkept") unkept += 1;
    // What the server holds is not the server's failure, kept here or not.
    answered.add(one.identity);
    line.failures.delete(one.identity);
  }
  return { answered, unkept };
}
