// What the law in JavaScript says of the cases in a file: `node javascript_law.js cases.json`.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import * as law from "../../judging/static/tablet/law.js";

/**
 * Every line of every part of a rubric, and what it asks.
 * @param {object} rubric
 * @returns {object[]} as plain_lines in python_law.py
 */
export function linesOfRubric(rubric) {
  return rubric.parts.flatMap((part) =>
    law.linesOf(part).map((line) => ({
      ...line,
      criteria: line.criteria.map((criterion) => criterion.code),
      questions: law.questionsOf(part, line),
    })),
  );
}

/**
 * Everything that the law says of one sheet.
 * @param {object} rubric
 * @param {{scorer: string, answers: object}} sheet
 * @returns {object} as what_it_says in python_law.py
 */
export function whatItSays(rubric, { scorer, answers }) {
  const refused = law.checkAnswers(rubric, scorer, answers);
  if (refused) return { refused };
  return {
    refused,
    asked: law.askedAnswers(rubric, scorer, answers),
    reading: law.readSheet(rubric, scorer, answers),
    soFar: law.soFar(rubric, scorer, answers),
  };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { rubrics, cases } = JSON.parse(readFileSync(process.argv[2], "utf-8"));
  const lines = Object.entries(rubrics).map(([name, { rubric }]) => [name, linesOfRubric(rubric)]);
  const says = cases.map((sheet) => whatItSays(rubrics[sheet.rubric].rubric, sheet));
  process.stdout.write(JSON.stringify({ lines: Object.fromEntries(lines), says }));
}
