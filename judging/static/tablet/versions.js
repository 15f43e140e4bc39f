/** A version: the text of a sheet at its handing in, made once and never parsed and written again. */

/** Bytes of UTF-8 that a version may have at most. */
export const LARGEST = 64 * 1024;
const POINTS = /^-?\d+(\.\d+)?$/;

/** A version that must not be made: too large, or not a whole object (a fault of the app). */
export class BadVersion extends Error {
  constructor(why) {
    super(`The sheet cannot be handed in: ${why}`);
    this.name = "BadVersion";
    this.why = why;
  }
}

/**
 * The text of a version, its keys in the order of docs/tablets.md.
 *
 * @param {{identity: string, place: object, rubric: string, answers: Record<string, string>,
 *   notes: Record<string, string>, papers: {ticked: string[], shown: string[]}|null,
 *   before: string[], made_at: string, looks_again?: number|null}} version `looks_again`: the number
 *   of the asking that it answers.
 * @returns {string}
 * @throws {BadVersion} `why` is "too_large" or "not_whole".
 */
export function freeze({ identity, place, rubric, ...said }) {
  const { competition, round, judge, entry, scorer } = place;
  const { answers, notes, papers, before, made_at, looks_again = null } = said;
  const whole = { format: 1, identity, competition, round, judge, entry, scorer, rubric };
  Object.assign(whole, { answers, notes, ...(papers ? { papers } : {}), before, made_at });
  if (looks_again !== null) whole.looks_again = looks_again;
  if (!isWhole(whole)) throw new BadVersion("not_whole");
  const text = JSON.stringify(whole);
  if (new TextEncoder().encode(text).length > LARGEST) throw new BadVersion("too_large");
  return text;
}

/** What a frozen text says, to be shown or begun from; the text itself stays as it is. */
export const readVersion = (text) => JSON.parse(text);

/** Whether these are points in plain decimal text. */
export const arePoints = (points) => typeof points === "string" && POINTS.test(points);

const isText = (value) => typeof value === "string" && value !== "";
const areTexts = (values) => Array.isArray(values) && values.every(isText);
const isPlain = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

function isWhole(version) {
  const { answers, notes, papers } = version;
  return (
    ["identity", "competition", "entry", "scorer", "rubric", "made_at"].every((key) =>
      isText(version[key]),
    ) &&
    Number.isInteger(version.round) &&
    Number.isInteger(version.judge) &&
    isPlain(answers) &&
    Object.values(answers).every(arePoints) &&
    isPlain(notes) &&
    Object.values(notes).every(isText) &&
    (papers === undefined || (areTexts(papers.ticked) && areTexts(papers.shown))) &&
    areTexts(version.before) &&
    (version.looks_again === undefined || Number.isInteger(version.looks_again))
  );
}
