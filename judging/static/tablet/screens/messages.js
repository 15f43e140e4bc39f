// What is wrong, in plain sentences, and what to do about it.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { _, words } from "../words.js";
import { figure } from "./figures.js";
import { icon } from "./icons.js";

const DAY = 86_400;
const HOUR = 3600;
/** A clock that is off by less than this many seconds is nobody's trouble. */
const CLOCK_MAY_BE_OFF = 600;

const STORE = {
  refused: () =>
    _(
      "This browser keeps nothing (a private window?). Open the app in a usual window: here no score can be kept.",
    ),
  full: () =>
    _(
      "This tablet is full: the last answer was NOT kept. Delete photos or films, then tap the answer again.",
    ),
  no_room: () =>
    _(
      "This tablet is full: no new answer can be kept. Delete photos or films first. What you handed in can still be sent.",
    ),
  lost: () =>
    _(
      "The tablet's storage does not answer: the last answer was NOT kept. Close the app and open it again; what was kept before is safe.",
    ),
  blocked: () =>
    _(
      "The app is open somewhere else and holds the storage. Close the other windows of this app, then try again.",
    ),
  newer: () =>
    _("A newer version of the app has been here. Close the app and open it again with a network."),
  failed: () =>
    _("Something went wrong: the last answer was NOT kept. Tap it again; then tell the organiser."),
};

const NET = {
  no_network: () =>
    _("No network. What you hand in stays safe on this tablet and is sent by itself later."),
  not_ours: () =>
    _(
      "This network shows its own page (a sign-in page of the hotel?) in place of ours. Your sheets stay safe on this tablet; tell the organiser.",
    ),
  server: () =>
    _(
      "The server has a trouble. Your sheets stay safe on this tablet and are sent again by themselves.",
    ),
  refused: () =>
    _(
      "The server does not take what is sent. Your sheets stay safe on this tablet; tell the organiser.",
    ),
  storage: () =>
    _(
      "The tablet cannot keep the receipts. Your sheets stay safe here and are sent again: delete photos or films, and tell the organiser.",
    ),
};

/** A sentence that stands out, with what can be done. */
export const note = (kind, says, act = nothing) =>
  html`<div class="note note-${kind}">
    ${icon(kind === "good" ? "tick" : kind === "calm" ? "handed_in" : "refused")}
    <div>
      <p>${says}</p>
      ${act === nothing ? nothing : html`<p class="row">${act}</p>`}
    </div>
  </div>`;

/** All that the judge must know now, the worst first. @param {object} view @param {object} acts */
export function messages(view, acts) {
  return [
    storeNote(view),
    otherTabNote(view, acts),
    cardNote(view, acts),
    clockNote(view),
    netNote(view),
    newVersionNote(view, acts),
    notKeptNote(view),
  ];
}

function storeNote({ store }) {
  if (!store) return nothing;
  return html`<div role="alert">${note("bad", (STORE[store] ?? STORE.failed)())}</div>`;
}

function otherTabNote({ isOther }, acts) {
  if (!isOther) return nothing;
  return note(
    "warn",
    _("The app is already open in another window. Use that one, or take over here."),
    html`<button type="button" @click=${() => acts.takeOver()}>${_("Take over here")}</button>`,
  );
}

function cardNote({ net, people }, acts) {
  const needing = people.filter((person) => net.needsCard.includes(person.enrolment));
  return needing.map((person) =>
    note(
      "bad",
      _(
        "%(name)s needs a new card from the organiser. Sheets safe here, to be sent after that: %(count)s",
        {
          name: words(person.judge.name),
          count: figure(person.unsent ?? 0),
        },
      ),
      html`<button type="button" @click=${() => acts.go("card")}>${_("Use a new card")}</button>`,
    ),
  );
}

/** How far a clock is off: never one of anything, so no language needs a singular. */
function howFar(seconds) {
  const whole = (unit) => ({ number: figure(Math.round(seconds / unit)) });
  if (seconds >= 2 * DAY) return _("%(number)s days", whole(DAY));
  if (seconds >= 2 * HOUR) return _("%(number)s hours", whole(HOUR));
  return _("%(number)s minutes", whole(60));
}

/** Nobody mends a clock in the middle of a sheet: it is said on the other screens. */
function clockNote({ net, place, pin }) {
  const ahead = net.clockAhead;
  if (place || pin) return nothing;
  if (ahead === null || ahead === undefined || Math.abs(ahead) < CLOCK_MAY_BE_OFF) return nothing;
  const far = howFar(Math.abs(ahead));
  return note(
    "warn",
    ahead > 0
      ? _(
          "This tablet's clock is %(far)s ahead. Your scores are safe; set the clock right when you can.",
          { far },
        )
      : _(
          "This tablet's clock is %(far)s behind. Your scores are safe; set the clock right when you can.",
          { far },
        ),
  );
}

function netNote({ net, me }) {
  if (!NET[net.trouble] || (!me && net.unsent === 0)) return nothing;
  return note("calm", NET[net.trouble]());
}

function newVersionNote({ shell, net }, acts) {
  if (!shell.newVersion) return nothing;
  if (net.unsent > 0) {
    return note(
      "calm",
      _("A new version of the app is ready. It waits until every sheet is sent."),
    );
  }
  return note(
    "calm",
    _("A new version of the app is ready."),
    html`<button type="button" @click=${() => acts.update()}>${_("Use it now")}</button>`,
  );
}

function notKeptNote({ shell }) {
  if (shell.kept !== "no") return nothing;
  return note(
    "warn",
    _(
      "Without a network this page cannot open again: do not close it. Ask the secretariat for the right address (https). What you score is kept on this tablet.",
    ),
  );
}
