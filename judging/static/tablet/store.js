/** The one IndexedDB of the tablet: a change is whole or not at all, and a lost connection is mended. */

import { wrap } from "../vendor/idb.js";
import { uuid4 } from "./identity.js";

const VERSION = 1;
const TRIES = 3;
const PLACE = ["competition", "judge", "round", "entry", "scorer"];
/** What a connection says that the system closed: iOS does so under memory pressure. */
const LOST = new Set(["InvalidStateError", "UnknownError", "AbortError"]);

/**
 * The areas and the keys of their rows. `settings` and `marks` have keys of their own (a word);
 * `marks` is for anything small: counters, tablet identity, what was last copied.
 */
const KEYS = {
  settings: null,
  marks: null,
  enrolments: "enrolment",
  competitions: "enrolment",
  drafts: PLACE,
  queue: "identity",
  sent: "identity",
};

/**
 * Why the device keeps nothing now. What is on the screen is not on the device: say so.
 *
 * `kind`: "refused" (private window, storage switched off), "full" (no room), "lost" (the
 * connection broke and did not come back: try again), "blocked" (another tab holds the old
 * database: close it), "newer" (a newer app has been here: load the app again).
 */
export class StoreTrouble extends Error {
  constructor(kind, cause) {
    super(`The store is in trouble: ${kind}`, { cause });
    this.name = "StoreTrouble";
    this.kind = kind;
  }
}

/**
 * Opens the tablet's database, made new where there is none.
 *
 * @param {{name?: string, indexedDB?: IDBFactory, version?: number}} [where]
 * @returns {Promise<Store>}
 * @throws {StoreTrouble}
 */
export async function openStore(where = {}) {
  const { name = "judging-tablet", indexedDB = globalThis.indexedDB, version = VERSION } = where;
  const store = new Store(name, indexedDB, version);
  await store.connect();
  return store;
}

/** The keys that begin with these parts: `under([competition, judge])` for drafts and places. */
export function under(parts) {
  return IDBKeyRange.bound(parts, [...parts, []]);
}

/** What keeps everything; every method throws StoreTrouble where the device does not keep it. */
export class Store {
  constructor(name, factory, version) {
    this.name = name;
    this.factory = factory;
    this.version = version;
    this.opening = null;
  }

  /** One row, or undefined. */
  read(area, key) {
    return this.look([area], (areas) => areas[area].get(key));
  }

  /** All rows of an area in the order of their keys, or those of a key range. */
  all(area, range) {
    return this.look([area], (areas) => areas[area].getAll(range));
  }

  /**
   * Looks at several areas in one moment.
   *
   * @template T
   * @param {string[]} names
   * @param {(areas: Record<string, IDBObjectStore>) => Promise<T>} work awaits nothing else.
   * @returns {Promise<T>}
   */
  look(names, work) {
    return this.retry((database) => within(database, names, "readonly", work));
  }

  /**
   * One change: on the device, whole, when this resolves; nothing of it when it throws.
   *
   * `work` may be run again after a lost connection, and the lost one may have committed: the
   * caller makes it harmless (steps and versions have identities made before the change).
   *
   * @template T
   * @param {string[]} names
   * @param {(areas: Record<string, IDBObjectStore>) => Promise<T>} work awaits nothing but the
   *   areas, for a transaction ends by itself as soon as it has nothing to do.
   * @returns {Promise<T>} what `work` gave.
   * @throws {StoreTrouble} or whatever `work` threw, and then nothing was changed.
   */
  change(names, work) {
    return this.retry((database) => within(database, names, "readwrite", work));
  }

  /** Writes and reads back: whether this device keeps anything at all. */
  async trial() {
    // Its own name: another tab may try at the same time.
    const name = `trial ${uuid4()}`;
    await this.change(["marks"], ({ marks }) => marks.put(true, name));
    const isKept = await this.change(["marks"], async ({ marks }) => {
      const read = await marks.get(name);
      await marks.delete(name);
      return read === true;
    });
    if (!isKept) throw new StoreTrouble("refused");
  }

  /** Lets go of the database, as when the tab closes. */
  async close() {
    const opening = this.opening;
    this.opening = null;
    (await opening?.catch(() => null))?.close();
  }

  /** The open database; the same one until it is lost. */
  connect() {
    if (!this.opening) {
      const opening = open(this, () => this.drop(opening));
      opening.catch(() => this.drop(opening));
      this.opening = opening;
    }
    return this.opening;
  }

  drop(opening) {
    if (this.opening === opening) this.opening = null;
  }

  async retry(work) {
    for (let tried = 1; ; tried += 1) {
      const database = await this.connect();
      const opening = this.opening;
      try {
        return await work(database);
      } catch (error) {
        if (error.name === "QuotaExceededError") throw new StoreTrouble("full", error);
        if (!isLost(error)) throw error;
        // A cached dead handle would fail for ever: let go of it and open anew.
        this.drop(opening);
        database.close();
        if (tried === TRIES) throw new StoreTrouble("lost", error);
      }
    }
  }
}

const isLost = (error) => LOST.has(error.name) && !(error instanceof StoreTrouble);

async function within(database, names, mode, work) {
  const transaction = database.transaction(names, mode, { durability: "strict" });
  const areas = Object.fromEntries(names.map((name) => [name, transaction.objectStore(name)]));
  let given;
  try {
    given = await work(areas);
  } catch (error) {
    await undone(transaction);
    // When the disk is full the request says only "aborted": the transaction knows why.
    throw transaction.error ?? error;
  }
  await transaction.done;
  return given;
}

async function undone(transaction) {
  const done = transaction.done.catch(() => {});
  try {
    transaction.abort();
  } catch {
    // It had ended by itself.
  }
  await done;
}

async function open({ name, factory, version }, onGone) {
  if (!factory) throw new StoreTrouble("refused");
  let request;
  try {
    request = factory.open(name, version);
  } catch (error) {
    throw new StoreTrouble("refused", error);
  }
  request.addEventListener("upgradeneeded", () => addAreas(request));
  const database = await opened(request);
  database.addEventListener("versionchange", () => {
    // A newer app in another tab needs the database: let it; the next use here tells "newer".
    database.close();
    onGone();
  });
  database.addEventListener("close", onGone);
  return database;
}

async function opened(request) {
  const blocked = new Promise((_, reject) => {
    request.addEventListener("blocked", () => reject(new StoreTrouble("blocked")));
  });
  const database = wrap(request);
  try {
    return await Promise.race([database, blocked]);
  } catch (error) {
    if (error instanceof StoreTrouble) {
      database.then((late) => late.close()).catch(() => {});
      throw error;
    }
    throw new StoreTrouble(kindOf(error), error);
  }
}

function kindOf(error) {
  if (error.name === "VersionError") return "newer";
  return error.name === "QuotaExceededError" ? "full" : "refused";
}

/** Adds what is not there yet; no area is ever taken away: it may hold what nobody has received. */
function addAreas(request) {
  const database = request.result;
  for (const [area, keyPath] of Object.entries(KEYS)) {
    if (database.objectStoreNames.contains(area)) continue;
    const made = database.createObjectStore(area, keyPath ? { keyPath } : {});
    if (area === "queue" || area === "sent") made.createIndex("place", PLACE);
  }
}

/**
 * The last thing that a change asks: the device keeps it all without first telling of this one.
 * @param {IDBObjectStore} area @param {Promise<T>} asked @returns {Promise<T>} @template T
 */
export function last(area, asked) {
  area.transaction.commit?.();
  return asked;
}

/** The next of a counter that never goes back, within a change that holds `marks`. */
export async function nextNumber(areas, counter) {
  const next = ((await areas.marks.get(counter)) ?? 0) + 1;
  await areas.marks.put(next, counter);
  return next;
}

/** Asks the browser to keep all this when it runs out of room. @returns {Promise<boolean>} */
export async function askToKeep(storage = globalThis.navigator?.storage) {
  try {
    return (await storage?.persisted?.()) || ((await storage?.persist?.()) ?? false);
  } catch {
    return false;
  }
}

/** Bytes used and allowed, or null where the browser does not tell. */
export async function room(storage = globalThis.navigator?.storage) {
  try {
    const { usage, quota } = await storage.estimate();
    return { usage, quota };
  } catch {
    return null;
  }
}
