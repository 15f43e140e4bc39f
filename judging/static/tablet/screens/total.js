// The foot of a sheet: points so far by part, undo, hand in.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { _ } from "../words.js";
import { figure } from "./figures.js";
import { icon } from "./icons.js";
import { isNearlyDone, stepButtons } from "./steps.js";

/** Always in sight under a sheet. @param {object} view @param {object} acts */
export function totalFoot(view, acts) {
  return html`<div class="row">
    <p class="total grow">${totalWords(view)}</p>
    ${view.canScore ? scoringButtons(view, acts) : readingButtons(view, acts)}
  </div>`;
}

/** The total as far as it is known. @param {object} view */
export function totalWords({ soFar }) {
  return html`${_("So far")}
    <strong>${figure(soFar.points)} / ${figure(soFar.highest)}</strong>
    <small>
      ${
        soFar.parts.length > 1
          ? soFar.parts.map(
              ({ code, points, highest }) =>
                html`<span>${code} ${figure(points)}/${figure(highest)}</span> · `,
            )
          : nothing
      }
      ${_("Answered %(answered)s of %(asked)s", {
        answered: figure(soFar.answered.length),
        asked: figure(soFar.asked.length),
      })}
    </small>`;
}

function scoringButtons(view, acts) {
  return html`<button type="button" ?disabled=${!view.canUndo} @click=${() => acts.undo()}>
      ${icon("undo")} ${_("Undo")}
    </button>
    ${view.isOneByOne ? stepButtons(view, acts) : nothing}
    ${!view.isOneByOne || isNearlyDone(view) ? handInButton(acts) : nothing}`;
}

const handInButton = (acts) =>
  html`<button type="button" class="main-button" @click=${() => acts.review()}>
    ${icon("send")} ${_("Hand in")}
  </button>`;

function readingButtons(view, acts) {
  return html`${view.isOneByOne ? stepButtons(view, acts) : nothing}
  ${
    view.canCorrect
      ? html`<button type="button" class="main-button" @click=${() => acts.correct()}>
          ${icon("draft")} ${_("Correct")}
        </button>`
      : nothing
  }`;
}
