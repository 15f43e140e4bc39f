/** Who is enrolled on this tablet. */

import { tabletIdentity } from "./identity.js";
import { unsent } from "./outbox.js";
import { derivePin } from "./pin.js";

export { secondsLocked, unlock } from "./pin.js";

/**
 * @typedef {{enrolment: number, key: string, handover_key: string,
 *   judge: {id: number, name: {km: string, en: string}},
 *   competition: {identity: string, code: string, title: {km: string, en: string}},
 *   pin: {salt: string, verifier: string, rounds: number}, wrong: number, locked: number,
 *   order: number, tablet: string|null, isNew: boolean}} Enrolment
 * `tablet` is what the organiser's list of devices calls this tablet; `isNew` until the judge was
 * told that all is here.
 */

/**
 * Asks for whom a card is, before its judge chooses a PIN. The device is tried first here, too.
 *
 * @param {import("./store.js").Store} store
 * @param {{card: (asked: object) => Promise<object>}} server from server.js.
 * @param {string} secret of the card.
 * @returns {Promise<import("./server.js").Answer>} with `judge` and `competition`.
 */
export async function lookAtCard(store, server, secret) {
  await store.trial();
  return server.card({ secret, tablet: { identity: await tabletIdentity(store) } });
}

/**
 * Enrols a judge by the secret of a card. The device is tried first: a card works only once.
 *
 * A new enrolment of the same judge in the same competition takes the place of the old one, with
 * the competition that was kept for it; versions in the queue belong to judge and competition,
 * so they go with the new key.
 *
 * @param {import("./store.js").Store} store
 * @param {{enrol: (asked: object) => Promise<object>}} server from server.js.
 * @param {{secret: string, pin: string, app_version?: string, browser?: string}} card
 * @returns {Promise<{ok: true, enrolment: Enrolment}|{ok: false, trouble: string, sentence?: object}>}
 * @throws {import("./store.js").StoreTrouble} before the card is used where nothing can be kept.
 */
export async function enrol(store, server, { secret, pin, app_version = "", browser }) {
  await store.trial();
  const verifier = await derivePin(pin);
  const tablet = {
    identity: await tabletIdentity(store),
    browser: browser ?? globalThis.navigator?.userAgent ?? "",
    app_version,
  };
  const answer = await server.enrol({ secret, pin, tablet });
  if (!answer.ok) return answer;
  const { key, handover_key, enrolment, judge, competition, tablet: name = null } = answer.body;
  const person = { enrolment, key, handover_key, judge, competition, pin: verifier, tablet: name };
  const fresh = { ...person, wrong: 0, locked: 0, isNew: true };
  return { ok: true, enrolment: await keepPerson(store, fresh) };
}

function keepPerson(store, person) {
  return store.change(["enrolments", "competitions"], async ({ enrolments, competitions }) => {
    const all = await enrolments.getAll();
    const order = 1 + Math.max(0, ...all.map((one) => one.order));
    const kept = { ...person, order };
    for (const old of all.filter((one) => isSamePerson(one, person))) {
      const copy = await competitions.get(old.enrolment);
      await enrolments.delete(old.enrolment);
      await competitions.delete(old.enrolment);
      if (copy) await competitions.put({ ...copy, enrolment: kept.enrolment });
    }
    await enrolments.put(kept);
    return kept;
  });
}

const isSamePerson = (one, other) =>
  one.competition.identity === other.competition.identity && one.judge.id === other.judge.id;

/**
 * Keeps something else that is told of an enrolment: `tablet` or `isNew`.
 *
 * @param {import("./store.js").Store} store
 * @param {number} enrolment one that has ended meanwhile is passed over.
 * @param {Partial<Enrolment>} told
 */
export function keepOfPerson(store, enrolment, told) {
  return store.change(["enrolments"], async ({ enrolments }) => {
    const person = await enrolments.get(enrolment);
    if (person) await enrolments.put({ ...person, ...told });
  });
}

/**
 * The judges to choose from on this tablet: of the competition enrolled in last. Those of earlier
 * ones are not listed, but what they have unsent still is sent and counted.
 *
 * @param {import("./store.js").Store} store
 * @returns {Promise<Enrolment[]>} in the order of enrolling.
 */
export async function peopleHere(store) {
  return byCompetition(await store.all("enrolments")).now;
}

function byCompetition(enrolments) {
  const all = enrolments.sort((a, b) => a.order - b.order);
  const now = all.at(-1)?.competition.identity;
  const isNow = ({ competition }) => competition.identity === now;
  return { now: all.filter(isNow), earlier: all.filter((person) => !isNow(person)) };
}

/**
 * Who has something unsent of an earlier competition: nobody opens those pages any more, so
 * whoever holds the tablet may hand it over.
 *
 * @param {import("./store.js").Store} store
 * @returns {Promise<Array<Enrolment & {unsent: number}>>}
 */
export async function earlierUnsent(store) {
  const { earlier } = byCompetition(await store.all("enrolments"));
  const counted = earlier.map(async (person) => {
    const { length } = await unsent(store, person.enrolment);
    return { ...person, unsent: length };
  });
  return (await Promise.all(counted)).filter((person) => person.unsent > 0);
}
