// What a sheet says: the law of judging/domain/reading.py, held to it by tests/vectors/.
// Points are decimal texts outside and exact numbers inside; no operator of JavaScript reckons
// with them. A rubric is the plain form of judging/domain/meaning.py: what is None is absent.
import { exact, isDecimal, plain } from "./numbers.js";

export { pointsOf, questionsOf } from "./questions.js";

const ZERO = exact("0");

const linesByPart = new WeakMap();

/**
 * The lines of a part in written order; a branch stands where its first criterion stands.
 * @param {object} part
 * @returns {{code: string, title: object, part: string, weight: string, highest: string,
 *   criteria: object[], isBranch: boolean}[]}
 */
export function linesOf(part) {
  if (!linesByPart.has(part)) linesByPart.set(part, findLines(part));
  return linesByPart.get(part);
}

/**
 * The answers without those to criteria that are not asked, whose condition fell away.
 * @param {object} rubric
 * @param {"desk" | "panel"} scorer
 * @param {Object<string, string>} answers points by criterion
 * @returns {Object<string, string>} in plain spelling
 */
export function askedAnswers(rubric, scorer, answers) {
  return texts(askedPoints(criteriaOf(rubric, scorer), answers));
}

/**
 * The criteria that a sheet hands in: those asked and answered, once the answers are whole.
 * @param {object} rubric
 * @param {"desk" | "panel"} scorer
 * @param {Object<string, string>} answers points by criterion
 * @returns {string[] | null} null where something is blank or impossible
 */
export function handedInCodes(rubric, scorer, answers) {
  if (checkAnswers(rubric, scorer, answers)) return null;
  if (readSheet(rubric, scorer, answers).blanks.length) return null;
  return Object.keys(askedAnswers(rubric, scorer, answers));
}

/**
 * What makes the answers impossible: points that the rubric does not know, a branch answered twice.
 * @param {object} rubric
 * @param {"desk" | "panel"} scorer
 * @param {Object<string, string>} answers points by criterion
 * @returns {{why: "not_here" | "not_possible" | "two_cases", code: string} | null}
 */
export function checkAnswers(rubric, scorer, answers) {
  const criteria = criteriaOf(rubric, scorer);
  for (const [code, text] of Object.entries(answers)) {
    const criterion = criteria.find((one) => one.code === code);
    if (!criterion) return { why: "not_here", code };
    if (!isDecimal(text) || !allows(criterion.answer, exact(text))) {
      return { why: "not_possible", code };
    }
  }
  const points = askedPoints(criteria, answers);
  const twice = allLines(rubric, scorer).find((line) => hasTwoCases(line, points));
  return twice ? { why: "two_cases", code: twice.code } : null;
}

/**
 * What the sheet says; answers that `checkAnswers` refuses must not come here.
 * @param {object} rubric
 * @param {"desk" | "panel"} scorer
 * @param {Object<string, string>} answers points by criterion
 * @returns {{marks: Object<string, string>, blanks: string[],
 *   fired: {criterion: string, gate: object}[], total: string | null}} marks and blanks by line
 */
export function readSheet(rubric, scorer, answers) {
  const { lines, marks, blanks, fired } = read(rubric, scorer, answers);
  const isWhole = marks.size === lines.length;
  return { marks: texts(marks), blanks, fired, total: isWhole ? plain(sum(lines, marks)) : null };
}

/**
 * How far a sheet has come, as judging/web/judge/running_total.py; the same answers as `readSheet`.
 * @param {object} rubric
 * @param {"desk" | "panel"} scorer
 * @param {Object<string, string>} answers points by criterion
 * @returns {{points: string, highest: string,
 *   parts: {code: string, points: string, highest: string}[], asked: string[], answered: string[],
 *   blanks: string[], stoppedBy: object | null}} asked, answered and blanks are codes of lines
 */
export function soFar(rubric, scorer, answers) {
  const { lines, points, marks, blanks, fired } = read(rubric, scorer, answers);
  const parts = partsOf(rubric, scorer);
  const asked = lines.filter((line) => line.criteria.some((one) => isMet(one, points)));
  return {
    points: plain(sum(lines, marks)),
    highest: plain(add(parts.map((part) => exact(part.points)))),
    parts: parts.map((part) => partSoFar(part, marks)),
    asked: asked.map((line) => line.code),
    answered: asked.filter((line) => marks.has(line.code)).map((line) => line.code),
    blanks,
    stoppedBy: fired.find(({ gate }) => gate.effect === "stop")?.gate ?? null,
  };
}

/**
 * Whether the condition of a criterion, if it has one, is met by the answers that are asked.
 * @param {object} criterion
 * @param {Object<string, string>} answers what `askedAnswers` left
 * @returns {boolean}
 */
export function isAsked(criterion, answers) {
  const code = criterion.asked_if?.criterion;
  const known = code !== undefined && Object.hasOwn(answers, code);
  return isMet(criterion, new Map(known ? [[code, exact(answers[code])]] : []));
}

function read(rubric, scorer, answers) {
  const criteria = criteriaOf(rubric, scorer);
  const points = askedPoints(criteria, answers);
  const waiting = waitingCodes(criteria, points);
  const lines = allLines(rubric, scorer);
  const marks = new Map();
  const blanks = [];
  const fired = [];
  for (const line of lines) {
    fired.push(...firedIn(line.criteria, points));
    const open = line.criteria.filter((one) => waiting.has(one.code));
    const isBlank = open.some((one) => isMet(one, points));
    if (open.length === 0) marks.set(line.code, markOf(line, points));
    else if (isBlank && !fired.some(({ gate }) => gate.effect === "stop")) blanks.push(line.code);
  }
  return { lines, points, marks, blanks, fired };
}

/** Criteria that are blank, or whose condition hangs on a blank. */
function waitingCodes(criteria, points) {
  const answered = criteria.filter((one) => one.branch && points.has(one.code));
  const caseByBranch = new Map(answered.map((one) => [one.branch, one.case]));
  const waiting = new Set();
  for (const criterion of criteria) {
    const chosen = caseByBranch.get(criterion.branch) ?? criterion.case;
    if (points.has(criterion.code) || chosen !== criterion.case) continue;
    const hangsOnBlank = waiting.has(criterion.asked_if?.criterion);
    if (hangsOnBlank || isMet(criterion, points)) waiting.add(criterion.code);
  }
  return waiting;
}

function askedPoints(criteria, answers) {
  const points = new Map();
  for (const criterion of criteria) {
    const isAnswered = Object.hasOwn(answers, criterion.code);
    if (isAnswered && isMet(criterion, points)) {
      points.set(criterion.code, exact(answers[criterion.code]));
    }
  }
  return points;
}

function isMet({ asked_if: condition }, points) {
  return !condition || (points.get(condition.criterion)?.gte(condition.at_least) ?? false);
}

/** The mark of a line that waits for nothing; what is not answered there is not asked. */
function markOf(line, points) {
  if (!line.isBranch) return points.get(line.code) ?? ZERO;
  const answered = line.criteria.filter((one) => points.has(one.code));
  return add(answered.map((one) => points.get(one.code).times(weightOf(one))));
}

function firedIn(criteria, points) {
  return criteria
    .filter(({ code, gate }) => gate && points.get(code)?.lte(gate.at_most))
    .map(({ code, gate }) => ({ criterion: code, gate }));
}

function hasTwoCases(line, points) {
  const [first, ...others] = line.criteria.filter((one) => points.has(one.code));
  return others.some((one) => one.case !== first.case);
}

function partSoFar(part, marks) {
  return { code: part.code, points: plain(sum(linesOf(part), marks)), highest: part.points };
}

function sum(lines, marks) {
  const marked = lines.filter((line) => marks.has(line.code));
  return add(marked.map((line) => marks.get(line.code).times(line.weight)));
}

function add(numbers) {
  return numbers.reduce((total, number) => total.plus(number), ZERO);
}

function texts(numbers) {
  return Object.fromEntries([...numbers].map(([code, number]) => [code, plain(number)]));
}

function partsOf(rubric, scorer) {
  return rubric.parts.filter((part) => part.scored_by === scorer);
}

function criteriaOf(rubric, scorer) {
  return partsOf(rubric, scorer).flatMap((part) => part.criteria);
}

function allLines(rubric, scorer) {
  return partsOf(rubric, scorer).flatMap(linesOf);
}

function findLines(part) {
  const lines = new Map();
  for (const criterion of part.criteria) {
    const branch = part.branches?.find((one) => one.code === criterion.branch);
    const line = branch ? branchLine(part, branch) : criterionLine(part, criterion);
    if (!lines.has(line.code)) lines.set(line.code, line);
  }
  return [...lines.values()];
}

function criterionLine(part, criterion) {
  const { code, title } = criterion;
  const highest = plain(highestOf(criterion));
  const weight = weightOf(criterion);
  return { code, title, part: part.code, weight, highest, criteria: [criterion], isBranch: false };
}

/** A branch weighs 1: its mark is the weighted sum of the one case that was answered. */
function branchLine(part, { code, title, cases }) {
  const criteria = part.criteria.filter((one) => one.branch === code);
  const sums = cases.map((side) =>
    add(criteria.filter((one) => one.case === side.code).map(highestOf)),
  );
  const highest = plain(sums.reduce((most, points) => (points.gt(most) ? points : most)));
  return { code, title, part: part.code, weight: "1", highest, criteria, isBranch: true };
}

function weightOf(criterion) {
  return criterion.weight ?? "1";
}

function highestOf(criterion) {
  const { answer } = criterion;
  const points = answer.levels?.at(-1).points ?? answer.high ?? answer.points;
  return exact(points).times(weightOf(criterion));
}

function allows(answer, points) {
  if (answer.levels) return answer.levels.some((level) => points.eq(level.points));
  if (!answer.step) return points.eq(ZERO) || points.eq(answer.points);
  const isInside = points.gte(answer.low) && points.lte(answer.high);
  return isInside && points.minus(answer.low).mod(answer.step).eq(ZERO);
}
