/**
 * The PIN on the device: a screen lock between judges who share a tablet, not cryptography. What
 * the tablet keeps is not encrypted by it; the server asks for the PIN by itself (sign-in).
 */

const ROUNDS = 600_000;
const UPWARD = "01234567890";
const DOWNWARD = "09876543210";

// Counted as the server counts (judging/domain/pins.py), by tests/vectors/pins.json.
const TRIES = 5;
const FIRST_PAUSE = 60;
const LONGEST_PAUSE = 900;
const ENOUGH = 20;

/**
 * Whether a PIN is among those that everybody tries first: the server would refuse it.
 *
 * @param {string} pin six digits.
 */
export function isEasyToGuess(pin) {
  const isOne = (part) => new Set(part).size === 1;
  const [halves, pairs] = [pin.match(/.../g), pin.match(/../g)];
  return (
    UPWARD.includes(pin) ||
    DOWNWARD.includes(pin) ||
    isOne(halves) ||
    isOne(pairs) ||
    halves.every(isOne) ||
    pairs.every(isOne)
  );
}

/** Seconds for which nobody may try after so many wrong PINs in a row; Infinity: a new card. */
export function pauseAfter(wrong) {
  if (wrong < TRIES) return 0;
  if (wrong >= ENOUGH) return Infinity;
  return Math.min(FIRST_PAUSE * 2 ** (wrong - TRIES), LONGEST_PAUSE);
}

/**
 * What is kept of a PIN: PBKDF2-SHA-256 of it with a fresh salt.
 *
 * @param {string} pin six digits.
 * @returns {Promise<{salt: string, verifier: string, rounds: number}>} in hexadecimal.
 */
export async function derivePin(pin) {
  if (!/^[0-9]{6}$/.test(pin)) throw new TypeError("A PIN is six digits.");
  const salt = toHex(crypto.getRandomValues(new Uint8Array(16)));
  return { salt, verifier: await derive(pin, salt, ROUNDS), rounds: ROUNDS };
}

async function derive(pin, salt, iterations) {
  const bytes = new TextEncoder().encode(pin);
  const key = await crypto.subtle.importKey("raw", bytes, "PBKDF2", false, ["deriveBits"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt: fromHex(salt), iterations };
  return toHex(new Uint8Array(await crypto.subtle.deriveBits(how, key, 256)));
}

const toHex = (bytes) => Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");
const fromHex = (text) => Uint8Array.from(text.match(/../g), (pair) => parseInt(pair, 16));

/**
 * Tries a PIN. The fifth wrong one in a row locks for a minute, each further one for twice as
 * long, at most a quarter of an hour; after the twentieth only a new card helps. A right one
 * forgets them. The try is counted before it is checked, so that closing the app in between
 * gains nothing.
 *
 * @param {import("./store.js").Store} store
 * @param {number} enrolment
 * @param {string} pin
 * @param {() => number} [ticks] milliseconds that no setting of the clock changes.
 * @returns {Promise<{ok: true}|{ok: false, wrong: true, left: number}
 *   |{ok: false, locked: true, seconds: number}>} `seconds` as `secondsLocked` tells them.
 */
export async function unlock(store, enrolment, pin, ticks = () => performance.now()) {
  const { seconds, person } = await countTry(store, enrolment, ticks);
  if (seconds > 0) return { ok: false, locked: true, seconds };
  const { salt, verifier, rounds } = person.pin;
  if (areSame(await derive(pin, salt, rounds), verifier)) {
    await change(store, enrolment, (row) => ({ ...row, wrong: 0, locked: 0 }));
    return { ok: true };
  }
  if (person.locked > 0) return { ok: false, locked: true, seconds: person.locked };
  return { ok: false, wrong: true, left: TRIES - person.wrong };
}

/**
 * Seconds until the next try, 0 when it is free, Infinity when only a new card helps. Only time in
 * which the app runs counts: nobody shortens it by the clock. The screen asks again each second.
 */
export async function secondsLocked(store, enrolment, ticks = () => performance.now()) {
  const { locked } = await change(store, enrolment, (row) => passed(store, row, ticks()));
  return locked;
}

async function countTry(store, enrolment, ticks) {
  let seconds = 0;
  const person = await change(store, enrolment, (row) => {
    const now = passed(store, row, ticks());
    seconds = now.locked;
    if (seconds > 0) return now;
    const wrong = now.wrong + 1;
    return { ...now, wrong, locked: pauseAfter(wrong) };
  });
  return { seconds, person };
}

/** When each store's tab last took time off a lock. */
const lastByStore = new WeakMap();

/** The row with the time off that has passed since this tab last looked at it. */
function passed(store, row, now) {
  if (!lastByStore.has(store)) lastByStore.set(store, new Map());
  const last = lastByStore.get(store);
  const seconds = Math.floor(Math.max(0, now - (last.get(row.enrolment) ?? now)) / 1000);
  const isSeen = last.has(row.enrolment) && row.locked > 0;
  last.set(row.enrolment, isSeen ? last.get(row.enrolment) + seconds * 1000 : now);
  return { ...row, locked: isSeen ? Math.max(0, row.locked - seconds) : row.locked };
}

/** Tries that a full device could not write down: they count until the app is closed. */
const unwrittenByStore = new WeakMap();

async function change(store, enrolment, work) {
  if (!unwrittenByStore.has(store)) unwrittenByStore.set(store, new Map());
  const unwritten = unwrittenByStore.get(store);
  let changed;
  try {
    await store.change(["enrolments"], async ({ enrolments }) => {
      const row = await enrolments.get(enrolment);
      if (!row) throw new TypeError("Nobody is enrolled here under this number.");
      changed = work({ ...row, ...unwritten.get(enrolment) });
      await enrolments.put(changed);
    });
    unwritten.delete(enrolment);
  } catch (error) {
    // A judge is not locked out of handing over because there is no room for a counter.
    if (error.kind !== "full" || !changed) throw error;
    unwritten.set(enrolment, { wrong: changed.wrong, locked: changed.locked });
  }
  return changed;
}

/** Compares without telling by its time where they differ. */
function areSame(one, other) {
  let difference = one.length ^ other.length;
  for (let i = 0; i < one.length; i += 1) difference |= one.charCodeAt(i) ^ other.charCodeAt(i);
  return difference === 0;
}
