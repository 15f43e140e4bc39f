/** What a tablet tells of itself, what it learns of older versions, and the copies of its drafts. */

import { readCompetition } from "./competitions.js";
import { settle, unsent } from "./outbox.js";
import { keepOfPerson } from "./people.js";
import { isDraft } from "./places.js";
import { under } from "./store.js";

/** A draft is copied to the server at most this often, in milliseconds. */
const BETWEEN_COPIES = 20_000;
/** Drafts in one request; the others go with the next. */
const COPIES = 50;

/**
 * The tablet as `POST contact` tells of it; what the browser does not say is null. Which tablet it
 * is the key tells.
 */
export async function tabletNow({ store, clock, appVersion, page }) {
  const drafts = (await store.all("drafts")).filter(isDraft);
  return {
    app_version: appVersion,
    unsent: (await unsent(store)).length,
    drafts: drafts.length,
    battery: await batteryOf(page.navigator),
    keeps_storage: await keepsStorage(page.navigator),
    clock: new Date(clock()).toISOString(),
  };
}

async function batteryOf(navigator) {
  try {
    const { level } = await navigator.getBattery();
    return Math.round(level * 100);
  } catch {
    return null;
  }
}

async function keepsStorage(navigator) {
  try {
    return await navigator.storage.persisted();
  } catch {
    return null;
  }
}

/**
 * Keeps what became of versions that waited; one that this tablet does not know is not its own.
 * @returns {Promise<{trouble: string|null}>} "storage" where one could not be kept: it is told again.
 */
export async function settleReceipts(store, receipts) {
  let trouble = null;
  for (const [identity, told] of Object.entries(receipts)) {
    await settle(store, identity, { identity, ...told }).catch(() => (trouble = "storage"));
  }
  return { trouble };
}

/** Keeps what the organiser's list calls this tablet, where that is news and there is room. */
export async function keepName(store, { enrolment, tablet }, told) {
  if (typeof told !== "string" || told === "" || told === tablet) return;
  await keepOfPerson(store, enrolment, { tablet: told }).catch(() => {});
}

/**
 * Leaves copies of changed drafts on the server, for a tablet that may take this one's place.
 *
 * @param {{store: object, server: object, clock: () => number}} parts
 * @param {object} person the row of the enrolment.
 * @returns {Promise<{trouble: string|null}>}
 */
export async function copyDrafts({ store, server, clock }, person) {
  const changed = await changedDrafts(store, person, clock());
  if (changed.length === 0) return { trouble: null };
  const answer = await server.drafts(
    person.key,
    changed.map(({ copy }) => copy),
  );
  if (!answer.ok) return answer;
  const savedAt = new Map(answer.body.kept.map((one) => [nameOf(one), one.saved_at]));
  await store.change(["marks"], async ({ marks }) => {
    for (const { draft, copy } of changed) {
      // One that was not kept was drafted elsewhere: it is not pressed upon the server again.
      const seen = savedAt.get(nameOf(copy)) ?? copy.seen;
      await marks.put({ step: draft.step, at: clock(), seen }, markOf(draft));
    }
  });
  return { trouble: null };
}

/** The drafts of a judge that differ from their last copy, as `POST drafts` wants them. */
async function changedDrafts(store, person, now) {
  const { identity } = person.competition;
  const drafts = await store.all("drafts", under([identity, person.judge.id]));
  const body = (await readCompetition(store, person.enrolment))?.body;
  const changed = [];
  for (const draft of drafts.filter(isDraft)) {
    const kept = body?.entries.find((entry) => isOf(entry, draft));
    const mark = await store.read("marks", markOf(draft));
    // A clock that was set may have gone either way.
    const isSoon = mark && Math.abs(now - mark.at) < BETWEEN_COPIES;
    if (!kept || mark?.step === draft.step || isSoon) continue;
    const { round, entry, scorer, answers, notes } = draft;
    const { rubric } = body.groups[kept.group];
    const seen = mark?.seen ?? kept.draft?.saved_at ?? null;
    // By the newest version that it builds on the server knows a copy that comes too late.
    const top = draft.before.at(-1) ?? null;
    changed.push({ draft, copy: { round, entry, scorer, rubric, answers, notes, seen, top } });
  }
  return changed.slice(0, COPIES);
}

const isOf = (entry, draft) =>
  entry.round === draft.round && entry.code === draft.entry && entry.scorer === draft.scorer;

const nameOf = ({ round, entry, scorer }) => `${round} ${entry} ${scorer}`;

const markOf = (draft) => `copied ${draft.competition} ${draft.judge} ${nameOf(draft)}`;
