// One line of a sheet: its question, its answers as big cards, its note.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { questionsOf } from "../law.js";
import { _, words } from "../words.js";
import { answerCards } from "./answers.js";
import { figure } from "./figures.js";
import { noteBox } from "./notes.js";
import { typedScale } from "./typed.js";

/** The card of a line. @param {object} view @param {object} acts @param {object} part @param {object} line */
export function lineCard(view, acts, part, line) {
  const isAsked = view.soFar.asked.includes(line.code);
  const isWrong = isAsked && view.blanksShown && view.soFar.blanks.includes(line.code);
  const look = isAsked ? (isWrong ? "is-wrong" : "") : "is-not-asked";
  const questions = questionsIn(part, line);
  return html`<div class="card line ${look}" id="line-${line.code}" tabindex="-1">
    ${
      questions.length > 1
        ? cases(view, acts, { part, line, questions, isWrong })
        : question(view, acts, { asked: questions[0], line, isAsked, isWrong })
    }
    ${isAsked ? noteBox(view, acts, line.code, _("Note")) : nothing}
  </div>`;
}

const questionsByLine = new WeakMap();

/** Rubrics do not change while they are open: their questions are found once. */
function questionsIn(part, line) {
  if (!questionsByLine.has(line)) questionsByLine.set(line, questionsOf(part, line));
  return questionsByLine.get(line);
}

function question(view, acts, { asked, line, isAsked = true, isWrong = false, isInner = false }) {
  return html`<fieldset>
    <legend>
      <span class="soft">${isInner ? asked.name : line.code}</span> ${words(asked.title)}
      ${times(isInner ? line.criteria.find(({ code }) => code === asked.name) : line)}
    </legend>
    ${isInner ? nothing : hints(view, line, isWrong)}
    ${isAsked ? guidance(view, acts, asked, line) : nothing}
  </fieldset>`;
}

function guidance(view, acts, asked, line) {
  if (asked.scale) return html`${told(line, asked.name)}${typedScale(view, acts, asked, line)}`;
  return asked.groups.map(
    (group) => html`
      ${group.title ? html`<p class="case">${words(group.title)}</p>` : nothing}
      ${group.guidance ? html`<p class="hint">${words(group.guidance)}</p>` : nothing}
      ${answerCards(view, acts, { name: asked.name, group, line })}
    `,
  );
}

function told(line, code) {
  const text = line.criteria.find((one) => one.code === code)?.guidance;
  return text ? html`<p class="hint">${words(text)}</p>` : nothing;
}

const times = ({ weight }) =>
  weight && weight !== "1"
    ? html`<small>${_("counts %(times)s times", { times: figure(weight) })}</small>`
    : nothing;

function hints({ rubric }, line, isWrong) {
  return html`${isWrong ? html`<p class="note note-bad">${_("No answer yet.")}</p>` : nothing}
  ${onlyIf(rubric, line.criteria[0].asked_if)}`;
}

/** When a criterion is asked, in words. */
function onlyIf(rubric, condition) {
  if (!condition) return nothing;
  const on = rubric.parts
    .flatMap((part) => part.criteria)
    .find(({ code }) => code === condition.criterion);
  return html`<p class="only-if">
    ${_("Answer only if “%(criterion)s” got %(points)s or more.", {
      criterion: on ? words(on.title) : condition.criterion,
      points: figure(condition.at_least),
    })}
  </p>`;
}

/** Which case of a branch is answered or was chosen on the screen. */
export function caseOf(view, line) {
  const answered = line.criteria.find(({ code }) => Object.hasOwn(view.sheet.answers, code));
  return view.cases[line.code] ?? answered?.case ?? null;
}

/** An either/or with several criteria in a case: choose the case, then answer what it asks. */
function cases(view, acts, { part, line, questions, isWrong }) {
  const branch = part.branches.find(({ code }) => code === line.code);
  const chosen = caseOf(view, line);
  return html`<fieldset>
      <legend><span class="soft">${line.code}</span> ${words(line.title)}</legend>
      ${hints(view, line, isWrong)}
      <p class="hint">${_("Choose one case and answer only what stands under it.")}</p>
      <div class="choose">
        ${branch.cases.map((one) => caseButton(view, acts, { line, one, chosen }))}
      </div>
    </fieldset>
    ${questions
      .filter((asked) => asked.case === chosen)
      .map((asked) => question(view, acts, { asked, line, isInner: true }))}`;
}

const caseButton = (view, acts, { line, one, chosen }) =>
  html`<button
    type="button"
    aria-pressed=${one.code === chosen}
    ?disabled=${!view.canScore}
    @click=${() => acts.chooseCase(line, one.code)}
  >
    ${words(one.title)}
  </button>`;
