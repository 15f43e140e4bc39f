// One question at a time: which comes when, and the way to the next.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { linesOf } from "../law.js";
import { _ } from "../words.js";
import { icon } from "./icons.js";

/** The lines that are asked, one after the other; papers come first, the whole note last. */
export function stepsOf({ rubric, soFar, kept }) {
  const lines = rubric.parts.flatMap((part) =>
    linesOf(part)
      .filter((line) => soFar.asked.includes(line.code))
      .map((line) => ({ part, line })),
  );
  return [...(kept.papers ? [{ papers: true }] : []), ...lines, { whole: true }];
}

/** Where the judge is among the steps: an answer may have taken the last ones away. */
export const placeIn = ({ at }, steps) => Math.min(at, steps.length - 1);

/** Back and on. @param {object} view @param {object} acts */
export function stepButtons(view, acts) {
  const steps = stepsOf(view);
  const at = placeIn(view, steps);
  const isLast = at === steps.length - 1;
  return html`<button type="button" ?disabled=${at === 0} @click=${() => acts.step(at - 1)}>
      ${icon("back")} ${_("Previous")}
    </button>
    ${
      isLast
        ? nothing
        : html`<button type="button" class="next" @click=${() => acts.step(at + 1)}>
            ${_("Next")} ${icon("next")}
          </button>`
    }`;
}

/** Whether handing in is near enough to be offered beside the questions. @param {object} view */
export const isNearlyDone = (view) =>
  view.soFar.blanks.length === 0 || placeIn(view, stepsOf(view)) === stepsOf(view).length - 1;
