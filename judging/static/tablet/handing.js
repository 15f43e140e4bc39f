/** Handing in: the draft ends and its version is in the queue, in one change. */

import { beginning } from "./beginning.js";
import { StaleSheet, currentDraft, inTurn, see, seenOf, sheetOf } from "./drafting.js";
import { uuid4 } from "./identity.js";
import { isDraft, keyOf } from "./places.js";
import { digestOf, receiptOf } from "./receipts.js";
import { nextNumber } from "./store.js";
import { freeze } from "./versions.js";

const AREAS = ["drafts", "queue", "sent", "marks"];

/**
 * @typedef {{identity: string, text: string, digest: string, receipt: string, order: number,
 *   competition: string, judge: number, round: number, entry: string, scorer: string,
 *   before: string[], made_at: string, looks_again: number|null}} Version a row of the queue.
 */

/**
 * There is no draft here to hand in: the sheet was not changed since the last handing in, and nobody
 * has asked to look again.
 */
export class NothingToHandIn extends Error {
  constructor() {
    super("Nothing was changed on this sheet since it was handed in.");
    this.name = "NothingToHandIn";
  }
}

/** The answers on the device are not whole any more: a tap came after the look that was handed in. */
export class ChangedMeanwhile extends Error {
  constructor() {
    super("The answers are not whole: one changed while the sheet was handed in.");
    this.name = "ChangedMeanwhile";
  }
}

/**
 * Hands in the draft of a place. A double tap gives the same version twice.
 *
 * @param {import("./store.js").Store} store
 * @param {import("./places.js").Place} place
 * @param {{rubric: string, made_at: string, asked?: (answers: object) => string[]|null,
 *   asking?: number|null}} how version of the rubric; the tablet's time (ISO 8601); law.js
 *   `handedInCodes`, called on the answers that the device has: a tap may have been under way. The
 *   others are left out; null refuses. `asking` to look again is answered by the version, which
 *   then needs no draft: what was handed in stands as it is.
 * @returns {Promise<Version>} once it is on the device.
 * @throws {StaleSheet|NothingToHandIn|ChangedMeanwhile|import("./versions.js").BadVersion|StoreTrouble}
 */
export function handIn(store, place, { rubric, made_at, asked, asking: looks_again = null }) {
  const identity = uuid4();
  const make = ({ draft, versions }) => {
    if (!isDraft(draft) && looks_again === null) throw new NothingToHandIn();
    const { notes, papers } = draft;
    const answers = asked ? only(draft.answers, asked(draft.answers)) : draft.answers;
    const before = joined(draft.before, versions);
    return { identity, place, rubric, answers, notes, papers, before, made_at, looks_again };
  };
  return inTurn(store, async () => {
    const seen = seenOf(store, place);
    const isSame = (version) =>
      version.identity === seen.handedIn || (seen.step !== null && version.step === seen.step);
    return queueVersion(store, place, { identity, make, isSame, endsDraft: true });
  });
}

/**
 * Answers "two versions": the kept one is handed in anew as a version that replaces all of them.
 *
 * A draft of the same sheet stays as it is: it is the judge's own and was not asked about.
 *
 * @param {import("./store.js").Store} store
 * @param {import("./places.js").Place} place an opened sheet.
 * @param {{question: object[], keep: string, rubric: string, made_at: string}} answer `question`
 *   as the sheet had it: what the judge has looked at; `keep` is the identity of one of them.
 * @returns {Promise<Version>} once it is on the device.
 */
export function answerQuestion(store, place, { question, keep, rubric, made_at }) {
  const kept = question.find((version) => version.identity === keep);
  if (!kept) throw new TypeError("The version to keep is not among those of the question.");
  const identity = uuid4();
  const seen = question.map((version) => version.identity);
  const make = ({ draft, versions }) => {
    const { answers, notes, papers = null } = kept;
    // The versions before those, too: one of them may still be under way from the other tablet.
    const behind = [...draft.before, ...question.flatMap((version) => version.before)];
    const before = joined([...behind.filter((one) => !seen.includes(one)), ...seen], versions);
    return { identity, place, rubric, answers, notes, papers, before, made_at };
  };
  const isSame = (version) => seen.every((one) => version.before.includes(one));
  return inTurn(store, () =>
    queueVersion(store, place, { identity, make, isSame, endsDraft: false }),
  );
}

/**
 * Puts the version into the queue. The digest cannot be reckoned inside a transaction, so the text
 * is made from a look, and the change that follows asks whether that still is the truth.
 */
async function queueVersion(store, place, how) {
  const seen = seenOf(store, place);
  for (;;) {
    const now = await store.look(AREAS, (areas) => currentDraft(areas, place, seen));
    const again = now.versions.find(how.isSame);
    if (again) return again;
    if (how.endsDraft && now.isStale) {
      throw new StaleSheet(sheetOf(now.draft, seen.kept, now.versions));
    }
    // Only the version that ends a draft is the one of its last step.
    const version = await versionFrom(how.make(now), how.endsDraft ? now.draft.step : null);
    const queued = await store.change(AREAS, (areas) =>
      queueIt(areas, { seen, now, version, how }),
    );
    if (!queued) continue;
    const goesOn = !how.endsDraft && isDraft(now.draft);
    if (!goesOn) seeHandedIn(store, place, seen, [...now.versions, queued]);
    return queued;
  }
}

async function versionFrom(whole, step) {
  const text = freeze(whole);
  const digest = await digestOf(text);
  const { identity, place, before, made_at, looks_again = null } = whole;
  const receipt = receiptOf(digest);
  return { identity, ...place, text, digest, receipt, before, made_at, looks_again, step };
}

/**
 * The version in the queue and the draft ended; null where the sheet changed since the look, be it
 * by this very change, which a lost connection had committed after all.
 */
async function queueIt(areas, { seen, now, version, how }) {
  const { draft, versions } = await currentDraft(areas, version, seen);
  if (draft.step !== now.draft.step || versions.length !== now.versions.length) return null;
  const queued = { ...version, order: await nextNumber(areas, "order") };
  await areas.queue.put(queued);
  if (how.endsDraft) await areas.drafts.delete(keyOf(version));
  return queued;
}

/** After handing in this tab may correct at once: a new draft begins from what was handed in. */
function seeHandedIn(store, place, seen, versions) {
  const { identity } = versions.at(-1);
  const start = beginning(place, seen.kept, versions);
  see(store, place, { ...seen, start, step: start.step, newest: identity, handedIn: identity });
}

function only(answers, codes) {
  if (!codes) throw new ChangedMeanwhile();
  return Object.fromEntries(codes.map((code) => [code, answers[code]]));
}

/** What the draft began from, then what was made here: everything that the judge has seen. */
const joined = (before, versions) => [
  ...new Set([...before, ...versions.flatMap((v) => [...v.before, v.identity])]),
];
