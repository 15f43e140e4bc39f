// The score sheet: all in one scroll or one question at a time, the total always in sight.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { linesOf } from "../law.js";
import { _, words } from "../words.js";
import { figure } from "./figures.js";
import { frame } from "./frame.js";
import { icon } from "./icons.js";
import { lineCard } from "./line.js";
import { note } from "./messages.js";
import { noteBox } from "./notes.js";
import { papersCard } from "./papers.js";
import { lookOf, stateSign } from "./states.js";
import { placeIn, stepsOf } from "./steps.js";
import { totalFoot } from "./total.js";

/** The sheet of `view.place`. @param {object} view @param {object} acts */
export function sheetScreen(view, acts) {
  const main = html`
    ${head(view, {
      back: () => acts.go("flight"),
      says: _("My flight"),
      aside: modeButton(view, acts),
    })}
    ${askedNote(view)} ${whyRead(view)} ${refusedNote(view)} ${newerNote(view)} ${stopped(view)}
    <div class="rows ${view.canScore ? "" : "is-read"}">
      ${view.isOneByOne ? oneLine(view, acts) : allLines(view, acts)}
    </div>
  `;
  return frame(view, acts, { main, foot: totalFoot(view, acts) });
}

/**
 * Way back, code, state, group; for the desk what it is and whose.
 * @param {object} view @param {{back: () => void, says: string, aside?: unknown}} around
 */
export function head({ place, kept, rubric }, { back, says, aside = nothing }) {
  const { entry, state, receipt } = place;
  const group = words(kept.groups[entry.group]?.title ?? rubric.title);
  return html`<div class="sheet-head">
      <button type="button" @click=${back}>${icon("back")} ${says}</button>
      <h1><span class="code">${entry.code}</span></h1>
      ${stateSign(state, receipt)} ${aside}
    </div>
    <p class="under-head">
      <strong>${group}</strong>
      ${
        rubric.provisional
          ? html`<small>· ${_("Provisional: the official standard is not yet published")}</small>`
          : nothing
      }
    </p>
    ${entry.product ? aboutEntry(entry) : nothing}`;
}

const aboutEntry = ({ product, producer, place }) =>
  html`<section class="card">
    <h2>${words(product)}</h2>
    <p>${words(producer)} · ${words(place)}</p>
  </section>`;

const WHY = {
  recused: () => _("You do not score this entry. Go on to the next."),
  withdrawn: () => _("This entry is withdrawn. Go on to the next."),
  closed: () => _("The round is closed: the sheet can be read, not changed."),
  early: () => _("The round is not open yet: look at the sheet, or try the training entry."),
  other_tab: () => _("Another window of this app works. Take over here to score."),
  done: () => _("You have handed in this sheet. To change it, tap “Correct”."),
};

function whyRead({ why, place }) {
  const waits = WAITS[place.reason] ?? WAITS.other;
  if (lookOf(place.state) === "waiting" || lookOf(place.state) === "refused") {
    return note("warn", waits());
  }
  return why ? note(why === "done" ? "good" : "warn", WHY[why]()) : nothing;
}

/** What to do where the panel is asked to look again; how far apart the judges are stands nowhere. */
export const askedNote = ({ place, canScore }) =>
  place.asking && canScore
    ? note(
        "warn",
        _(
          "Please look again at this entry: at the sample and at each of your answers. Change what you would change, then hand in; hand in also if all stays as it is.",
        ),
      )
    : nothing;

const refusedNote = ({ refused }) =>
  refused ? html`<div role="alert">${note("bad", refused)}</div>` : nothing;

const newerNote = ({ sheet, place }) =>
  sheet.newer && place.state === "draft"
    ? note(
        "warn",
        _(
          "A sheet of yours from another tablet has been received meanwhile. When you hand in, you will be asked which one counts.",
        ),
      )
    : nothing;

const WAITS = {
  other: () => _("The organiser looks at your sheet and decides about it; nothing is lost."),
  late: () =>
    _(
      "Your sheet came after the round was closed. The organiser decides about it; nothing is lost.",
    ),
  early: () =>
    _(
      "Your sheet came before the round was open. The organiser decides about it; nothing is lost.",
    ),
  recused: () =>
    _("You were taken off this entry. The organiser decides about your sheet; nothing is lost."),
  withdrawn: () => _("The entry was withdrawn. Your sheet is with the organiser; nothing is lost."),
  other_rubric: () =>
    _("The rubric has changed. The organiser decides about your sheet; nothing is lost."),
  other_bytes: () =>
    _("Two different sheets came with one identity. Tell the organiser at once; both are kept."),
};

/** Scoring has stopped: why, and what now. @param {object} view */
export const stopped = ({ soFar }) =>
  soFar.stoppedBy
    ? note(
        "warn",
        _("Scoring stops here: %(reason)s You can hand in now.", {
          reason: words(soFar.stoppedBy.reason),
        }),
      )
    : nothing;

function modeButton({ isOneByOne }, acts) {
  return html`<button
    type="button"
    class="last"
    @click=${() => acts.choose("isOneByOne", !isOneByOne)}
  >
    ${isOneByOne ? _("All questions") : _("One at a time")}
  </button>`;
}

function allLines(view, acts) {
  return html`${papersCard(view, acts)} ${view.rubric.parts.map((part) => partOf(view, acts, part))}
  ${wholeNote(view, acts)}`;
}

function partOf(view, acts, part) {
  let section = null;
  const lines = linesOf(part).map((line) => {
    const code = line.criteria[0].section ?? null;
    const heading = code === section ? nothing : sectionTitle(part, code);
    section = code;
    return html`${heading} ${lineCard(view, acts, part, line)}`;
  });
  return html`<section class="rows" aria-labelledby="part-${part.code}">
    <h2 class="part-title" id="part-${part.code}">
      ${part.code} · ${words(part.title)}
      <small>${_("%(points)s points", { points: figure(part.points) })}</small>
    </h2>
    ${lines}
  </section>`;
}

function sectionTitle(part, code) {
  const section = part.sections?.find((one) => one.code === code);
  return section ? html`<h3 class="section-title">${words(section.title)}</h3>` : nothing;
}

const wholeNote = (view, acts) =>
  html`<section class="card">${noteBox(view, acts, "", _("Note on the whole sheet"))}</section>`;

/** "Question 6 of 12": papers and the whole note are no questions. */
function whichOf(steps, at) {
  const isQuestion = ({ line }) => Boolean(line);
  return _("Question %(at)s of %(all)s", {
    at: figure(steps.slice(0, at + 1).filter(isQuestion).length),
    all: figure(steps.filter(isQuestion).length),
  });
}

function oneLine(view, acts) {
  const steps = stepsOf(view);
  const at = placeIn(view, steps);
  const { part, line, papers } = steps[at];
  return html`<p class="row">
      ${line ? html`<strong>${whichOf(steps, at)}</strong>` : nothing}
      ${line ? html`<span class="soft">${part.code} · ${words(part.title)}</span>` : nothing}
    </p>
    ${line ? lineCard(view, acts, part, line) : nothing}
    ${papers ? papersCard(view, acts) : nothing} ${line || papers ? nothing : wholeNote(view, acts)}`;
}
