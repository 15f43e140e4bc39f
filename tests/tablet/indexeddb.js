/** An IndexedDB for Node, and the ways in which a real one fails a tablet. */

import "fake-indexeddb/auto";
import { IDBFactory, forceCloseDatabase } from "fake-indexeddb";

import { unwrap } from "../../judging/static/vendor/idb.js";
import { openStore } from "../../judging/static/tablet/store.js";

/** The disk of one tablet: what is on it outlives the tabs that open it. */
export const aDisk = () => new IDBFactory();

/** A tab of the app over a disk. */
export const aTab = (disk = aDisk()) => openStore({ indexedDB: disk });

/** Closes a store's connection as the system does when it needs memory: with a close event. */
export async function closeBySystem(store) {
  forceCloseDatabase(unwrap(await store.connect()));
}

/** Leaves a store with a dead connection that never said that it died. */
export async function killConnection(store) {
  (await store.connect()).close();
}

/**
 * Makes the next writing transactions of any store fail, then all is well again.
 *
 * @param {"full"|"cut"|"committed"} how "full": no room at the first write; "cut": the connection
 *   breaks after the first write; "committed": it breaks after the commit, before it is told.
 * @param {number} times
 * @returns {{failed: number, mend: () => void}}
 */
export function failWrites(how, times = 1) {
  const { transaction } = IDBDatabase.prototype;
  const told = { failed: 0, mend: () => (IDBDatabase.prototype.transaction = transaction) };
  IDBDatabase.prototype.transaction = function (names, mode, options) {
    const made = transaction.call(this, names, mode, options);
    if (mode !== "readwrite" || told.failed >= times) return made;
    told.failed += 1;
    if (how === "committed") tellAbort(made);
    else abortAtFirstWrite(made, how === "full" ? "QuotaExceededError" : "AbortError");
    return made;
  };
  return told;
}

function abortAtFirstWrite(transaction, error) {
  const { objectStore } = transaction;
  let isFirst = true;
  transaction.objectStore = function (name) {
    const area = objectStore.call(this, name);
    const { put } = Object.getPrototypeOf(area);
    area.put = function (...given) {
      const request = put.apply(this, given);
      if (isFirst) request.addEventListener("success", () => transaction._abort(error));
      isFirst = false;
      return request;
    };
    return area;
  };
}

function tellAbort(transaction) {
  const { dispatchEvent } = transaction;
  transaction.dispatchEvent = function (event) {
    if (event.type === "complete") {
      this.error = new DOMException("Connection to Indexed Database server lost", "UnknownError");
      event.type = "abort";
    }
    return dispatchEvent.call(this, event);
  };
}
