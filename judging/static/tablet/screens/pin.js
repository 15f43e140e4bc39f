// Six digits on a big keypad: chosen twice with a new card, typed once to open one's own pages.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { _, words } from "../words.js";
import { figure } from "./figures.js";
import { backButton, frame } from "./frame.js";
import { dots, keys } from "./keypad.js";
import { note } from "./messages.js";

const TITLES = {
  choose: () => _("Choose six digits that only you know"),
  again: () => _("Type the same six digits again"),
  unlock: () => _("Type your six digits"),
};

/** The PIN of somebody. @param {object} view @param {object} acts */
export function pinScreen(view, acts) {
  const { pin } = view;
  const isOff = pin.isChecking || pin.lockedFor > 0;
  const main = html`
    ${backButton(() => acts.leavePin(), pin.step === "unlock" ? _("Somebody else") : _("Back"))}
    <h1>
      ${pin.step === "unlock" ? html`${words(pin.person.judge.name)}<br />` : nothing}
      ${TITLES[pin.step]()}
    </h1>
    <div role="alert">${sentence(pin)}</div>
    ${dots(pin.typed)} ${keys({ press: acts.pressPin, isOff })}
    ${pin.step === "unlock" ? forgotten() : nothing}
  `;
  return frame(view, acts, { main, isNarrow: true });
}

const forgotten = () =>
  html`<p class="soft">
    ${_("Forgotten? Ask the organiser for a new card. What you scored here stays safe.")}
  </p>`;

function sentence({ says, lockedFor, isChecking }) {
  if (lockedFor > 0) {
    return note(
      "warn",
      _("Too many wrong tries. Wait %(seconds)s seconds, then try again.", {
        seconds: figure(lockedFor),
      }),
    );
  }
  if (isChecking) return html`<p>${_("One moment…")}</p>`;
  return says ? note("bad", says) : nothing;
}
