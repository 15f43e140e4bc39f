// What a score sheet asks, one question for each place where one answer is given: as
// judging/web/judge/questions.py, held to it by tests/vectors/.
import { exact, plain } from "./numbers.js";

// A scale with so many steps is typed; one with fewer is touched.
const STEPS_TO_TOUCH = "11";

/**
 * The questions of a line, in written order. A choice of yes or no has no text, but says which it
 * is; a question with a scale has no choices, for its points are typed.
 * @param {object} part
 * @param {object} line one of `linesOf(part)`
 * @returns {{name: string, title: object, scale: object | null, branch: string | null,
 *   case: string | null, groups: {title: object | null, guidance: object | null,
 *   choices: {criterion: string, points: string, text: object | null,
 *   yesNo: "yes" | "no" | null, gate: object | null}[]}[]}[]} texts as {km, en}
 */
export function questionsOf(part, line) {
  const branch = line.isBranch && part.branches.find((one) => one.code === line.code);
  const isOneChoice = branch && line.criteria.length === branch.cases.length;
  if (!isOneChoice || line.criteria.some(isTyped)) return line.criteria.map(questionOf);
  const groups = line.criteria.map((one) => groupOf(one, caseTitle(branch, one)));
  return [{ name: line.code, title: line.title, groups, scale: null, branch: null, case: null }];
}

/**
 * Every answer of a scale.
 * @param {{low: string, high: string, step: string}} scale
 * @returns {string[]} points, rising
 */
export function pointsOf(scale) {
  const steps = [];
  for (let points = exact(scale.low); points.lte(scale.high); points = points.plus(scale.step)) {
    steps.push(plain(points));
  }
  return steps;
}

function questionOf(criterion) {
  const { code, title, answer, branch = null } = criterion;
  const scale = isTyped(criterion) ? answer : null;
  const groups = scale ? [] : [groupOf(criterion, null)];
  return { name: code, title, groups, scale, branch, case: criterion.case ?? null };
}

function isTyped({ answer }) {
  if (!answer.step) return false;
  return exact(answer.high).minus(answer.low).gte(exact(answer.step).times(STEPS_TO_TOUCH));
}

function groupOf(criterion, title) {
  const { code, gate, guidance = null } = criterion;
  const choices = answersOf(criterion.answer).map(({ points, text = null, yesNo = null }) => {
    const fires = gate && exact(points).lte(gate.at_most);
    return { criterion: code, points, text, yesNo, gate: fires ? gate : null };
  });
  return { title, guidance, choices };
}

function answersOf(answer) {
  if (answer.levels) return answer.levels;
  if (answer.step) return pointsOf(answer).map((points) => ({ points }));
  return [
    { points: "0", yesNo: "no" },
    { points: answer.points, yesNo: "yes" },
  ];
}

function caseTitle(branch, criterion) {
  const { title } = branch.cases.find((one) => one.code === criterion.case);
  const join = (language) => `${title[language]} — ${criterion.title[language]}`;
  return { km: join("km"), en: join("en") };
}
