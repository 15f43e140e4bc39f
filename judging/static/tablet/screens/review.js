// Before handing in: what is blank, the total, and every answer once more.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { linesOf, readSheet } from "../law.js";
import { sayable } from "../state.js";
import { _, words } from "../words.js";
import { gateWords } from "./answers.js";
import { figure } from "./figures.js";
import { frame } from "./frame.js";
import { icon } from "./icons.js";
import { note } from "./messages.js";
import { head, stopped } from "./sheet.js";
import { totalWords } from "./total.js";
import { answerWords } from "./worded.js";

/** The last look before handing in. @param {object} view @param {object} acts */
export function reviewScreen(view, acts) {
  const { blanks } = view.soFar;
  const main = html`
    ${head(view, { back: () => acts.backToSheet(), says: _("Back to the score sheet") })}
    ${stopped(view)}
    ${view.refused ? html`<div role="alert">${note("bad", view.refused)}</div>` : nothing}
    ${blanks.length ? blank(view, acts, blanks) : ready(view, acts)} ${answered(view)}
  `;
  return frame(view, acts, { main });
}

function blank(view, acts, blanks) {
  const lines = view.rubric.parts.flatMap(linesOf);
  return html`<section class="card rows">
    <h2 id="blank">
      ${_("Questions without an answer: %(count)s", { count: figure(blanks.length) })}
    </h2>
    <p>${_("Tap one to answer it. A blank is not a zero.")}</p>
    <ul class="rows">
      ${blanks.map(
        (code) =>
          html`<li>
            ${jump(
              acts,
              lines.find((line) => line.code === code),
            )}
          </li>`,
      )}
    </ul>
  </section>`;
}

const jump = (acts, line) =>
  html`<button type="button" class="entry is-question" @click=${() => acts.jumpTo(line.code)}>
    <span class="grow"><span class="soft">${line.code}</span> ${words(line.title)}</span>
    ${icon("next")}
  </button>`;

function ready(view, acts) {
  const { place } = view;
  return html`<section class="card rows">
    <p class="total">${totalWords(view)}</p>
    ${firedIn(view).map(({ criterion, gate }) => note("warn", html`${criterion} · ${gateWords(gate)}`))}
    <p>
      ${_("Look at your answers once more. After handing in you can still correct while the round is open.")}
    </p>
    <button
      type="button"
      class="main-button big wide"
      ?disabled=${view.isHandingIn}
      @click=${() => acts.handIn()}
    >
      ${icon("send")} ${_("Hand in %(code)s now", { code: place.entry.code })}
    </button>
  </section>`;
}

function answered(view) {
  const lines = view.rubric.parts
    .flatMap(linesOf)
    .filter((l) => view.soFar.answered.includes(l.code));
  return html`<section class="card">
    <h2>${_("Your answers")}</h2>
    <dl class="rows">
      ${lines.map(
        (line) =>
          html`<div>
            <dt><span class="soft">${line.code}</span> ${words(line.title)}</dt>
            <dd><strong>${answerWords(line, view.sheet.answers)}</strong></dd>
            ${noted(view, line)}
          </div>`,
      )}
    </dl>
  </section>`;
}

/** The gates that these answers fire: whoever hands in shall know what that does. */
function firedIn({ rubric, sheet, place }) {
  const { scorer } = place.entry;
  return readSheet(rubric, scorer, sayable(rubric, scorer, sheet.answers)).fired;
}

/** What was written about a line. */
function noted({ sheet }, { criteria }) {
  const found = criteria.map(({ code }) => sheet.notes[code]).filter(Boolean);
  return found.map((text) => html`<dd class="soft">${icon("note")} ${text}</dd>`);
}
