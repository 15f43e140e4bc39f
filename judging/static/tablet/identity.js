/** Identities: of the tablet, once for ever; of versions and steps, each made once. */

/** A random identity (UUID 4); works without HTTPS too, where `randomUUID` is missing. */
export function uuid4() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [0, 8, 12, 16, 20].map((from, i, all) => hex.slice(from, all[i + 1])).join("-");
}

/**
 * The identity of this tablet, made at the first asking.
 *
 * @param {import("./store.js").Store} store
 * @returns {Promise<string>}
 */
export async function tabletIdentity(store) {
  // It is asked for at each contact, on a full device too: nothing is written for that.
  const kept = await store.read("marks", "tablet");
  if (kept) return kept;
  const made = uuid4();
  return store.change(["marks"], async ({ marks }) => {
    const known = await marks.get("tablet");
    if (!known) await marks.put(made, "tablet");
    return known ?? made;
  });
}
