/** What the app says, in Khmer or in English: the English sentence is the key to the Khmer one. */

const PLACE = /%\((\w+)\)s/g;

/** The languages that a judge can choose from, the first until somebody chooses. */
export const LANGUAGES = ["km", "en"];

let chosen = LANGUAGES[0];
let khmer = {};

/**
 * Reads the catalogue that came with this version of the app; `_` speaks English until then.
 *
 * @param {typeof fetch} [get]
 * @param {URL} [address]
 * @returns {Promise<void>} refused with an Error where there is no catalogue.
 */
export async function loadWords(
  get = globalThis.fetch,
  address = new URL("words.json", import.meta.url),
) {
  const answer = await get(address);
  if (!answer.ok) throw new Error(`no words: ${answer.status}`);
  khmer = (await answer.json()).km;
}

/**
 * @param {string} code "km" or "en"; another changes nothing.
 */
export function setLanguage(code) {
  if (!LANGUAGES.includes(code)) return;
  chosen = code;
  if (globalThis.document) document.documentElement.lang = code;
}

/** @returns {string} the language that is spoken: "km" or "en". */
export function language() {
  return chosen;
}

/**
 * The sentence in the judge's language; a place for a fact that is not given stays as it is.
 *
 * @param {string} english the sentence as it stands in the catalogue, always a literal.
 * @param {Object<string, string|number>} [facts] by the names of their places: `%(name)s`.
 * @returns {string}
 */
export function _(english, facts = {}) {
  const said = (chosen === "km" && Object.hasOwn(khmer, english) && khmer[english]) || english;
  return said.replace(PLACE, (place, name) =>
    Object.hasOwn(facts, name) ? String(facts[name]) : place,
  );
}

/**
 * A text of the data in the judge's language, or in the other where it has only one.
 *
 * @param {{km?: string, en?: string}|null|undefined} text
 * @returns {string}
 */
export function words(text) {
  return text?.[chosen] || text?.km || text?.en || "";
}
