// The law on the tablet passes the same cases as the law on the server.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import {
  checkAnswers,
  handedInCodes,
  isAsked,
  pointsOf,
  soFar,
} from "../../judging/static/tablet/law.js";
import { linesOfRubric, whatItSays } from "../vectors/javascript_law.js";

const file = new URL("../vectors/reading.json", import.meta.url);
const { rubrics, cases } = JSON.parse(readFileSync(file, "utf-8"));
const longest = cases.reduce((most, one) =>
  Object.keys(one.answers).length > Object.keys(most.answers).length ? one : most,
);

test("there are cases for every kind of refusal, and many sheets that are read", () => {
  const reasons = cases.map(({ says }) => says.refused?.why ?? "read");
  const found = new Set(reasons);
  assert.deepEqual(found, new Set(["read", "not_here", "not_possible", "two_cases"]));
  assert.equal(reasons.filter((why) => why === "read").length > 300, true);
});

test("every sheet says on the tablet what its case tells", () => {
  for (const sheet of cases) {
    const says = whatItSays(rubrics[sheet.rubric].rubric, sheet);
    assert.deepEqual({ sheet, says }, { sheet, says: sheet.says });
  }
});

test("the lines and questions of a rubric are those of the server's page", () => {
  for (const [name, { rubric, lines }] of Object.entries(rubrics)) {
    assert.deepEqual({ name, lines: linesOfRubric(rubric) }, { name, lines });
  }
});

test("an answer that is no plain number is not possible, and never an error", () => {
  const { rubric } = rubrics["named 0"];
  const texts = ["", "three", "1e1", "0x1", "NaN", ".5", "5.", "+1", " 1", "1,5", 1, null];
  const refusals = texts.map((text) => checkAnswers(rubric, "panel", { C1: text }));
  assert.deepEqual(
    refusals,
    texts.map(() => ({ why: "not_possible", code: "C1" })),
  );
});

test("a criterion with a name that every object knows is a blank like any other", () => {
  const answer = { low: "0", high: "5", step: "1" };
  const criteria = [{ code: "constructor", title: {}, answer, weight: "1" }];
  const parts = [{ code: "C", title: {}, scored_by: "panel", points: "5", criteria, branches: [] }];
  assert.deepEqual(soFar({ parts }, "panel", {}).blanks, ["constructor"]);
  assert.deepEqual(soFar({ parts }, "panel", { constructor: "2" }).answered, ["constructor"]);
});

test("whether a criterion is asked hangs on the answer before it", () => {
  const criterion = { code: "S2", asked_if: { criterion: "S1", at_least: "1.5" } };
  assert.equal(isAsked(criterion, {}), false);
  assert.equal(isAsked(criterion, { S1: "1.25" }), false);
  assert.equal(isAsked(criterion, { S1: "1.5" }), true);
  assert.equal(isAsked({ code: "S1" }, {}), true);
});

test("a sheet is handed in with what is asked of it, and only when it is whole", () => {
  const answer = { low: "0", high: "5", step: "1" };
  const hanging = { code: "C2", answer, asked_if: { criterion: "C1", at_least: "3" } };
  const criteria = [{ code: "C1", answer }, hanging];
  const rubric = { parts: [{ code: "C", scored_by: "panel", points: "10", criteria }] };
  const told = [{ C1: "3" }, { C1: "9", C2: "1" }, { C1: "1", C2: "2" }, { C1: "3", C2: "2" }];
  assert.deepEqual(
    told.map((answers) => handedInCodes(rubric, "panel", answers)),
    [null, null, ["C1"], ["C1", "C2"]],
  );
});

test("the steps of a scale are exact", () => {
  const steps = pointsOf({ low: "0", high: "0.7", step: "0.1" });
  assert.deepEqual(steps, ["0", "0.1", "0.2", "0.3", "0.4", "0.5", "0.6", "0.7"]);
});

test("a sheet's running total takes less than two milliseconds", () => {
  const { rubric } = rubrics[longest.rubric];
  const times = Array.from({ length: 50 }, () => {
    const start = performance.now();
    soFar(rubric, longest.scorer, longest.answers);
    return performance.now() - start;
  });
  assert.equal(times.sort((a, b) => a - b)[25] < 2, true);
});
