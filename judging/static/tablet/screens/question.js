// Two versions of one sheet, made on two tablets: side by side, and the judge keeps one.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { linesOf, soFar } from "../law.js";
import { _, words } from "../words.js";
import { sayable } from "../state.js";
import { figure, hour } from "./figures.js";
import { frame } from "./frame.js";
import { head } from "./sheet.js";
import { answerWords } from "./worded.js";

/** The versions of `view.sheet.question`. @param {object} view @param {object} acts */
export function questionScreen(view, acts) {
  const lines = view.rubric.parts.flatMap(linesOf);
  const main = html`
    ${head(view, { back: () => acts.go("flight"), says: _("My flight") })}
    <p>
      ${_("You scored this entry twice, on two tablets. Both sheets are kept. Choose the one that counts; where they differ is marked.")}
    </p>
    ${choices(view, acts)} ${lines.map((line) => lineSides(view, line))} ${noteSides(view)}
    ${choices(view, acts)}
  `;
  return frame(view, acts, { main });
}

/** "Sheet 1, 09:40, this tablet" @param {object} version @param {number} side */
const nameOf = ({ at, isHere }, side) =>
  html`${_("Sheet %(number)s", { number: figure(side + 1) })}${at ? ` · ${hour(at)}` : ""}
  ${isHere ? html` · ${_("this tablet")}` : ""}`;

/** Choosing first, then once more: it is said which counts, and what becomes of the other. */
function choices(view, acts) {
  const side = view.sheet.question.findIndex(({ identity }) => identity === view.keeping);
  if (side >= 0) return confirmation(view, acts, side);
  return html`<div class="sides">
    ${view.sheet.question.map(
      (version, at) =>
        html`<button
          type="button"
          class="big"
          ?disabled=${!view.canScore || view.isHandingIn}
          @click=${() => acts.askToKeep(version)}
        >
          ${keepWords(at)} (${total(view, version)})
        </button>`,
    )}
  </div>`;
}

const keepWords = (side) => _("Keep sheet %(number)s", { number: figure(side + 1) });

function confirmation(view, acts, side) {
  const { question } = view.sheet;
  return html`<section class="card rows confirm">
    <h2>${_("This sheet is to count:")}</h2>
    <p><strong>${nameOf(question[side], side)} (${total(view, question[side])})</strong></p>
    <p>
      ${_("Kept by the organiser, without counting:")}
      ${question.map((one, at) =>
        at === side ? nothing : html`<br />${nameOf(one, at)} (${total(view, one)})`,
      )}
    </p>
    <div class="choose">
      <button
        type="button"
        class="main-button big"
        ?disabled=${!view.canScore || view.isHandingIn}
        @click=${() => acts.keep(question[side])}
      >
        ${keepWords(side)}
      </button>
      <button type="button" class="big" @click=${() => acts.askToKeep(null)}>
        ${_("Compare again")}
      </button>
    </div>
  </section>`;
}

function total({ rubric, place }, { answers }) {
  const sum = soFar(rubric, place.entry.scorer, sayable(rubric, place.entry.scorer, answers));
  return `${figure(sum.points)} / ${figure(sum.highest)}`;
}

function lineSides({ sheet }, line) {
  const given = sheet.question.map(({ answers }) =>
    line.criteria.map(({ code }) => answers[code] ?? "").join("|"),
  );
  const title = html`<span class="soft">${line.code}</span> ${words(line.title)}`;
  return sides(sheet.question, { title, differs: new Set(given).size > 1 }, ({ answers }) =>
    answerWords(line, answers),
  );
}

function noteSides({ sheet }) {
  const given = sheet.question.map(({ notes }) => notesWords(notes));
  const differs = new Set(given).size > 1;
  return sides(
    sheet.question,
    { title: _("Notes"), differs },
    (_version, side) => given[side] || "–",
  );
}

const notesWords = (notes) =>
  Object.entries(notes ?? {})
    .filter(([, text]) => text)
    .map(([code, text]) => (code ? `${code}: ${text}` : text))
    .join(" · ");

function sides(question, { title, differs }, says) {
  return html`<section class="card ${differs ? "differs" : ""}">
    <h2>
      ${title} ${differs ? html`<span class="state state-question">${_("Differs")}</span>` : ""}
    </h2>
    <div class="sides">
      ${question.map(
        (version, side) =>
          html`<div class="side">
            <p class="soft">${nameOf(version, side)}</p>
            <p>${says(version, side)}</p>
          </div>`,
      )}
    </div>
  </section>`;
}
