/** Where each sheet of an enrolment stands, from what is kept here and what the server has told. */

import { under } from "./store.js";
import { readVersion } from "./versions.js";

/**
 * @typedef {{competition: string, judge: number, round: number, entry: string, scorer: string}} Place
 * One judge's sheet of one entry: the only address of drafts and versions.
 * @typedef {"to_do"|"draft"|"handed_in"|"received"|"question"|"waiting"|"left_out"|"clash"
 *   |"look_again"|"recused"|"withdrawn"} State
 * "handed_in": a version here has no receipt yet. "clash": the server holds other bytes under the
 * version's identity and the organiser has both. "look_again": handed in, and the panel is asked to
 * look again.
 */

/** The key of a place in `drafts` and in the index `place` of `queue` and `sent`. */
export const keyOf = ({ competition, judge, round, entry, scorer }) => [
  competition,
  judge,
  round,
  entry,
  scorer,
];

/** The place of an entry of a judge's competition. @returns {Place} */
export function placeOf(body, entry) {
  const { round, code, scorer } = entry;
  return {
    competition: body.competition.identity,
    judge: body.judge.id,
    round,
    entry: code,
    scorer,
  };
}

/** Versions made here of one place, sent or not, the oldest first; within a look or a change. */
export async function versionsOf({ queue, sent }, place) {
  const key = keyOf(place);
  const all = [sent, queue].map((area) => area.index("place").getAll(key));
  const found = (await Promise.all(all)).flat();
  return found.sort((a, b) => a.order - b.order);
}

/** Whether a draft row holds something of the judge's that is not in any version. */
export const isDraft = (draft) => Boolean(draft && (draft.changes > 0 || draft.isCopied));

/**
 * The copy of a draft that the server kept for a replacement tablet. A tablet that has handed the
 * sheet in itself never takes it: a copy that was long under way would bring back what is past.
 */
export function copiedDraft(kept, versions) {
  const { draft, sheet } = kept ?? {};
  if (!draft || versions.length > 0) return null;
  return !sheet || draft.saved_at > sheet.handed_in_at ? draft : null;
}

/**
 * The number of the asking to look again that no version made here answers; null for none.
 *
 * What the server tells of it is as old as the last look there, and a server of before tells nothing.
 */
export function askingOf(kept, versions) {
  const number = kept?.look_again ?? null;
  return versions.some(({ looks_again }) => looks_again === number) ? null : number;
}

/**
 * Where one sheet stands.
 *
 * @param {Place} place
 * @param {object|undefined} kept the entry of the judge's competition, where it is known.
 * @param {object[]} drafts rows; those of other places are passed over, as in `queue` and `sent`.
 * @param {object[]} queue
 * @param {object[]} sent
 * @returns {State}
 */
export function stateOf(place, kept, drafts, queue, sent) {
  const key = String(keyOf(place));
  const here = (row) => String(keyOf(row)) === key;
  return standingOf(kept, drafts.find(here), queue.filter(here), sent.filter(here)).state;
}

/**
 * State, receipt and reason of one sheet, from its own rows alone; `asking` waits for an answer.
 *
 * @returns {{state: State, receipt: string|null, reason: string|null, asking: number|null}}
 */
export function standingOf(kept, draft, queue, sent) {
  const asking = askingOf(kept, [...queue, ...sent]);
  const standing = (state, of) => ({
    state: asking !== null && IS_HANDED_IN.has(state) ? "look_again" : state,
    receipt: of?.receipt ?? null,
    reason: of?.reason ?? null,
    asking,
  });
  if (kept?.state === "recused" || kept?.state === "withdrawn") return standing(kept.state);
  if (headsOf(kept, queue, sent).length > 1) return standing("question");
  const isCopyHere = !draft && copiedDraft(kept, [...queue, ...sent]);
  if (isDraft(draft) || isCopyHere) return standing("draft");
  if (queue.length > 0) return standing("handed_in", queue.at(-1));
  const newest = newestOf(kept, sent);
  return newest ? standing(newest.state, newest) : standing("to_do");
}

const IS_HANDED_IN = new Set(["handed_in", "received"]);

/** The newest of what left this tablet and of what the server told: with its state. */
function newestOf(kept, sent) {
  const own = sent.at(-1);
  const sheet = kept?.sheet && { ...kept.sheet, state: "received" };
  const waits = kept?.waiting?.at(-1);
  if (!own) return waits ? { ...waits, state: "waiting" } : sheet;
  const isPassed = sheet && [...sheet.before, sheet.identity].includes(own.identity);
  if (sheet && (isPassed || own.outcome === "left_out")) return sheet;
  return { ...own, state: stateByOutcome[own.outcome] ?? "waiting" };
}

const stateByOutcome = {
  received: "received",
  accepted: "received",
  older: "received",
  settled: "received",
  left_out: "left_out",
  clash: "clash",
  waiting: "waiting",
};

/**
 * The versions among which the judge has to choose: none of them knows the others.
 *
 * Only what the server called concurrent asks a question, and only until a version of the judge
 * (unsent, too) names all of them. Fewer than two: there is nothing to choose.
 *
 * @returns {Array<{identity: string, before: string[], answers: object, notes: object, papers: object|null,
 *   at: string|null, isHere: boolean}>} `isHere`: made on this tablet.
 */
export function headsOf(kept, queue, sent) {
  const asked = [...sent.filter(isConcurrent), ...(kept?.waiting ?? []).filter(isConcurrent)];
  if (asked.length === 0) return [];
  const known = new Set([...queue, ...sent, kept?.sheet ?? {}].flatMap((v) => v.before ?? []));
  const heads = new Map();
  const add = (version, isHere) => {
    const { identity } = version ?? {};
    if (identity && !known.has(identity) && !heads.has(identity)) {
      heads.set(identity, shown(version, isHere));
    }
  };
  for (const row of [...sent, ...queue]) if (row.text) add(row, true);
  add(kept?.sheet, false);
  for (const row of asked) {
    add(row, Boolean(row.text));
    add(row.top, false);
  }
  const isAsked = asked.some(({ identity }) => heads.has(identity));
  return isAsked ? [...heads.values()] : [];
}

const isConcurrent = ({ reason, outcome = "waiting" }) =>
  reason === "concurrent" && outcome === "waiting";

function shown(version, isHere) {
  const { identity, before = [] } = version;
  const {
    answers,
    notes,
    papers = null,
    made_at,
  } = version.text ? readVersion(version.text) : version;
  const at = made_at ?? version.handed_in_at ?? version.arrived_at ?? null;
  return { identity, before, answers, notes, papers, at, isHere };
}

/**
 * All sheets of an enrolment with where they stand, in one look, in the order of the competition.
 *
 * @param {import("./store.js").Store} store
 * @param {number} enrolment
 * @returns {Promise<Array<{place: Place, kept: object, state: State, receipt: string|null,
 *   reason: string|null, asking: number|null, unsent: number}>>} empty where the competition was not fetched yet.
 */
export async function placesOf(store, enrolment) {
  const areas = ["competitions", "drafts", "queue", "sent"];
  const found = await store.look(areas, async ({ competitions, drafts, queue, sent }) => {
    const body = (await competitions.get(enrolment))?.body;
    if (!body) return null;
    const range = under([body.competition.identity, body.judge.id]);
    const rows = await Promise.all([
      drafts.getAll(range),
      queue.index("place").getAll(range),
      sent.index("place").getAll(range),
    ]);
    return { body, rows: rows.map(byPlace) };
  });
  if (!found) return [];
  const [drafts, queue, sent] = found.rows;
  return found.body.entries.map((kept) => {
    const place = placeOf(found.body, kept);
    const key = String(keyOf(place));
    const waiting = queue.get(key) ?? [];
    const standing = standingOf(kept, drafts.get(key)?.[0], waiting, sent.get(key) ?? []);
    return { place, kept, ...standing, unsent: waiting.length };
  });
}

function byPlace(rows) {
  const found = new Map();
  for (const row of rows.sort((a, b) => a.order - b.order)) {
    const key = String(keyOf(row));
    if (!found.has(key)) found.set(key, []);
    found.get(key).push(row);
  }
  return found;
}
