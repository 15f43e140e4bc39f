/** The judge's competition as the server gave it, one for each enrolment. */

/**
 * Keeps a fresh copy in place of the last one; never another competition's or another judge's.
 *
 * @param {import("./store.js").Store} store
 * @param {number} enrolment
 * @param {object} body the judge's competition (docs/tablets.md).
 * @param {string|null} etag
 * @returns {Promise<"kept"|"not_yours"|"not_enrolled">} only after "kept" it is on the device.
 */
export function keepCompetition(store, enrolment, body, etag = null) {
  return store.change(["enrolments", "competitions"], async ({ enrolments, competitions }) => {
    const person = await enrolments.get(enrolment);
    if (!person) return "not_enrolled";
    if (!isOf(person, body)) return "not_yours";
    await competitions.put({ enrolment, body, etag });
    return "kept";
  });
}

/** Whether a judge's competition is that of the enrolment: same competition, same judge. */
function isOf(person, body) {
  return (
    body?.competition?.identity === person.competition.identity &&
    body?.judge?.id === person.judge.id &&
    Array.isArray(body.entries)
  );
}

/**
 * The kept copy, or undefined where nothing was fetched yet.
 *
 * @param {import("./store.js").Store} store
 * @param {number} enrolment
 * @returns {Promise<{enrolment: number, body: object, etag: string|null}|undefined>}
 */
export function readCompetition(store, enrolment) {
  return store.read("competitions", enrolment);
}
