/** One writer: of several tabs over one database one works, the others say so (Web Locks). */

const LOCK = "judging-tablet-writer";

/**
 * WebKit takes the lock from a page that goes away and tells it so. If the page then asked again,
 * the page that loads in its place would find the lock taken for ever.
 */
let isLeaving = false;
let onReturn = () => {};
globalThis.addEventListener?.("pagehide", () => (isLeaving = true));
globalThis.addEventListener?.("pageshow", () => {
  isLeaving = false;
  onReturn();
  onReturn = () => {};
});

/**
 * Asks to be the tab that writes.
 *
 * "unguarded" means that the browser has no locks here (plain http): only the check of the draft's
 * revision then keeps two tabs apart, and the screen says that no second tab should be opened.
 *
 * @param {{locks?: LockManager, onLost?: () => void}} [how] `onLost` is called when another tab
 *   took over: write nothing from then on.
 * @returns {Promise<"writer"|"other"|"unguarded">}
 */
export function becomeWriter({ locks = globalThis.navigator?.locks, onLost = () => {} } = {}) {
  return ask(locks, { ifAvailable: true }, onLost);
}

/** Becomes the writer at the person's wish; the tab that was it is told by its `onLost`. */
export function takeOver({ locks = globalThis.navigator?.locks, onLost = () => {} } = {}) {
  return ask(locks, { steal: true }, onLost);
}

/** Waits until the tab that writes is closed, then is the writer. */
export function waitToWrite({ locks = globalThis.navigator?.locks, onLost = () => {} } = {}) {
  return ask(locks, {}, onLost);
}

function ask(locks, how, onLost) {
  if (!locks) return Promise.resolve("unguarded");
  return new Promise((resolve, reject) => {
    let isWriter = false;
    const hold = (lock) => {
      if (!lock) return resolve("other");
      isWriter = true;
      resolve("writer");
      // Held until the tab is gone or another one takes it.
      return new Promise(() => {});
    };
    const lose = () => {
      if (isLeaving) onReturn = onLost;
      else onLost();
    };
    locks.request(LOCK, how, hold).catch((error) => (isWriter ? lose() : reject(error)));
  });
}
