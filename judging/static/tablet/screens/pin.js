// Six digits on a big keypad: chosen twice with a new card, typed once to open one's own pages.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { _, words } from "../words.js";
import { figure } from "./figures.js";
import { backButton, frame } from "./frame.js";
import { icon } from "./icons.js";
import { dots, keys } from "./keypad.js";
import { note } from "./messages.js";

const TITLES = {
  choose: () => _("Choose six digits that only you know"),
  again: () => _("Type the same six digits again"),
  unlock: () => _("Type your six digits"),
};
const WHAT_FOR = {
  choose: () =>
    _("You type them each time you take this tablet: so nobody else opens your score sheets."),
  again: () => _("So that no slip of a finger locks you out."),
  unlock: () => _("Those that you chose when you used your card on this tablet."),
};

/** The PIN of somebody. @param {object} view @param {object} acts */
export function pinScreen(view, acts) {
  const { pin } = view;
  const isOff = pin.isChecking || pin.lockedFor > 0;
  const isUnlocking = pin.step === "unlock";
  const main = html`
    ${backButton(() => acts.leavePin(), isUnlocking ? _("Somebody else") : _("Back"))}
    <div class="pin">
      <div class="rows">
        ${whose(pin.person)}
        <div>
          <h1>${TITLES[pin.step]()}</h1>
          <p>${WHAT_FOR[pin.step]()}</p>
        </div>
        <div role="alert">${sentence(pin)}</div>
        ${pin.isStuck ? tryAgain(acts) : nothing}
      </div>
      <div>${dots(pin.typed)} ${keys({ press: acts.pressPin, isOff })}</div>
    </div>
    ${isUnlocking ? forgotten() : nothing}
  `;
  return frame(view, acts, { main, isNarrow: true });
}

/** Whose digits these are: a card in the wrong hand is noticed before anything is chosen. */
const whose = ({ judge, competition }) =>
  html`<p class="card holder">
    ${icon("person")}
    <span
      ><strong>${words(judge.name)}</strong><br /><small>${words(competition.title)}</small></span
    >
  </p>`;

const tryAgain = (acts) =>
  html`<button type="button" class="main-button big wide" @click=${() => acts.tryCard()}>
    ${icon("undo")} ${_("Try again")}
  </button>`;

const forgotten = () =>
  html`<p class="soft">
    ${_("Forgotten? Ask the organiser for a new card. What you scored here stays safe.")}
  </p>`;

/** 61 seconds as 1:01. @param {number} seconds */
const minutes = (seconds) =>
  figure(`${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`);

function sentence({ says, lockedFor, isChecking }) {
  if (lockedFor === Infinity) {
    return note("bad", _("Too many wrong tries: now only a new card from the organiser helps."));
  }
  if (lockedFor > 0) {
    return note(
      "warn",
      _("Too many wrong tries. Try again in %(time)s.", { time: minutes(lockedFor) }),
    );
  }
  if (isChecking) return html`<p>${_("One moment…")}</p>`;
  return says ? note("bad", says) : nothing;
}
