/** The mechanics of drafts: what this tab has seen of a sheet, and one change after another. */

import { beginning } from "./beginning.js";
import { uuid4 } from "./identity.js";
import { headsOf, isDraft, keyOf, standingOf, versionsOf } from "./places.js";
import { last } from "./store.js";

const AREAS = ["drafts", "queue", "sent"];

/** Another tab has changed this sheet meanwhile; `sheet` is what it is now. Open it again. */
export class StaleSheet extends Error {
  constructor(sheet) {
    super("Another tab has changed this sheet.");
    this.name = "StaleSheet";
    this.sheet = sheet;
  }
}

/** What each store's tab has seen of each place: the step that its next change builds on. */
const seenByStore = new WeakMap();

/** What this tab has seen of a place. @throws {Error} where the sheet was never opened. */
export function seenOf(store, place) {
  const seen = seenByStore.get(store)?.get(String(keyOf(place)));
  if (!seen) throw new Error("Open the sheet before changing it.");
  return seen;
}

/** Notes what this tab has seen now. */
export function see(store, place, seen) {
  if (!seenByStore.has(store)) seenByStore.set(store, new Map());
  seenByStore.get(store).set(String(keyOf(place)), seen);
}

/**
 * Opens a sheet: the draft, or else the newest version, or else blank. Changes nothing.
 *
 * @param {import("./store.js").Store} store
 * @param {import("./places.js").Place} place
 * @param {object} [kept] the entry of the judge's competition, as fresh as there is.
 * @returns {Promise<import("./sheets.js").Sheet>}
 */
export function openSheet(store, place, kept) {
  return inTurn(store, async () => {
    const { draft, versions } = await store.look(AREAS, async (areas) => ({
      draft: await areas.drafts.get(keyOf(place)),
      versions: await versionsOf(areas, place),
    }));
    return seeDraft(store, { kept }, begun(draft, place, kept, versions), versions);
  });
}

/**
 * The draft of a row, or a new one. A row with every step undone is no draft: what is newest shows,
 * but not the copy on the server, which may hold what was undone.
 */
function begun(row, place, kept, versions) {
  if (isDraft(row)) return row;
  if (!row) return beginning(place, kept, versions);
  const { step, revision } = row;
  return { ...beginning(place, { ...kept, draft: null }, versions), step, revision };
}

/** Notes what this tab sees of a place now, and gives it to the screens. */
function seeDraft(store, seen, draft, versions) {
  const newest = versions.at(-1)?.identity;
  see(store, draft, { ...seen, start: draft, step: draft.step, newest, handedIn: null });
  return sheetOf(draft, seen.kept, versions);
}

/** A draft's row as the screens see it. @returns {Sheet} */
export function sheetOf(draft, kept, versions) {
  const queue = versions.filter((version) => version.outcome === undefined);
  const sent = versions.filter((version) => version.outcome !== undefined);
  const top = kept?.sheet;
  const known = new Set([...draft.before, ...versions.flatMap((v) => [v.identity, ...v.before])]);
  const { competition, judge, round, entry, scorer, answers, notes, papers } = draft;
  return {
    place: { competition, judge, round, entry, scorer },
    answers,
    notes,
    papers,
    revision: draft.revision,
    before: draft.before,
    isDraft: isDraft(draft),
    undoable: draft.history.length,
    ...standingOf(kept, draft, queue, sent),
    newer: top && !known.has(top.identity) ? top : null,
    question: headsOf(kept, queue, sent),
  };
}

/** Taps of one tab come one after another: each builds on the one before. */
const lastByStore = new WeakMap();

/** Runs `work` when every earlier change of this tab to any sheet is over. */
export function inTurn(store, work) {
  const mine = (lastByStore.get(store) ?? Promise.resolve()).then(work);
  lastByStore.set(
    store,
    mine.catch(() => {}),
  );
  return mine;
}

/**
 * Changes the draft of an opened place, after every earlier change of this tab.
 *
 * @param {(draft: object) => object|null} work gives the changed row, or null for no change.
 * @returns {Promise<import("./sheets.js").Sheet>} once it is on the device.
 */
export function changeDraft(store, place, work) {
  const made = uuid4();
  return inTurn(store, async () => {
    const seen = seenOf(store, place);
    const { draft, versions } = await store.change(AREAS, async (areas) => {
      const current = await currentDraft(areas, place, seen);
      // This very step: a lost connection had committed it after all.
      if (current.draft.step === made) return current;
      if (current.isStale)
        throw new StaleSheet(sheetOf(current.draft, seen.kept, current.versions));
      const next = work(current.draft);
      if (!next) return current;
      const draft = { ...next, step: made, revision: current.draft.revision + 1 };
      await last(areas.drafts, areas.drafts.put(draft));
      return { ...current, draft };
    });
    return seeDraft(store, seen, begun(draft, place, seen.kept, versions), versions);
  });
}

/**
 * The draft as the device has it now, within a change, and whether another tab has moved it.
 *
 * @returns {Promise<{draft: object, versions: object[], isStale: boolean}>}
 */
export async function currentDraft(areas, place, seen) {
  const asked = [areas.drafts.get(keyOf(place)), versionsOf(areas, place)];
  const [row, versions] = await Promise.all(asked);
  if (row) {
    const isStale = row.step !== seen.step;
    return { draft: begun(row, place, seen.kept, versions), versions, isStale };
  }
  // No draft on the device: right only if none was seen and nobody handed one in meanwhile.
  const isStale = seen.start.revision > 0 || versions.at(-1)?.identity !== seen.newest;
  const draft = isStale ? beginning(place, seen.kept, versions) : seen.start;
  return { draft, versions, isStale };
}
