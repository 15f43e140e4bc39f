/** How this tablet looks and speaks; kept per tablet, read before the first screen is shown. */

const CHOICES = {
  language: ["km", "en"],
  theme: ["light", "dark_hall", "sunlight"],
  size: [1, 2, 3],
};

/** @typedef {{language: "km"|"en", theme: "light"|"dark_hall"|"sunlight", size: 1|2|3}} Settings */

/**
 * The settings, the first of each choice where nothing was chosen.
 *
 * @param {import("./store.js").Store} store
 * @returns {Promise<Settings>}
 */
export async function readSettings(store) {
  const kept = (await store.read("settings", "look")) ?? {};
  return Object.fromEntries(
    Object.entries(CHOICES).map(([name, among]) => [
      name,
      among.includes(kept[name]) ? kept[name] : among[0],
    ]),
  );
}

/**
 * Keeps one or more settings and gives them all.
 *
 * @param {import("./store.js").Store} store
 * @param {Partial<Settings>} chosen
 * @returns {Promise<Settings>}
 */
export async function keepSettings(store, chosen) {
  for (const [name, value] of Object.entries(chosen)) {
    if (!CHOICES[name]?.includes(value)) throw new TypeError(`No such setting: ${name} ${value}`);
  }
  await store.change(["settings"], async ({ settings }) => {
    await settings.put({ ...((await settings.get("look")) ?? {}), ...chosen }, "look");
  });
  return readSettings(store);
}
