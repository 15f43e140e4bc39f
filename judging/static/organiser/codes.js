// The codes of one handover as the organiser's page collects them; see docs/tablets.md.

const CODE = /^91(\d\d)(\d\d)\d\d\d+$/;

/**
 * The codes that are read so far, by place; `of` is how many there are in all, 0 before the first.
 * @param {string} text what the field says: one code a line
 * @returns {{byPlace: Map<number, string>, of: number}}
 */
export function readCodes(text) {
  const byPlace = new Map();
  let of = 0;
  for (const code of text.split(/\s+/)) {
    const match = CODE.exec(code);
    if (!match) continue;
    of = Number(match[2]);
    byPlace.set(Number(match[1]), code);
  }
  return { byPlace, of };
}

/**
 * What a scanned code adds: "new", "known", "other" (of another handover) or "foreign" (no code).
 * @param {{byPlace: Map<number, string>, of: number}} read
 * @param {string} text
 * @returns {"new"|"known"|"other"|"foreign"}
 */
export function weigh(read, text) {
  const match = CODE.exec(text);
  if (!match) return "foreign";
  const known = read.byPlace.get(Number(match[1]));
  if (known === text) return "known";
  return known || (read.of && read.of !== Number(match[2])) ? "other" : "new";
}

/**
 * The places of the codes that are still to be scanned.
 * @param {{byPlace: Map<number, string>, of: number}} read
 * @returns {number[]}
 */
export function missingPlaces(read) {
  const places = Array.from({ length: read.of }, (_, place) => place + 1);
  return places.filter((place) => !read.byPlace.has(place));
}
