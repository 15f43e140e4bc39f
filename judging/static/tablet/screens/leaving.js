// One word before the pages are locked: what is begun and not handed in.
import { html } from "../../vendor/lit-html/lit-html.js";
import { _ } from "../words.js";
import { entryButton } from "./flight.js";
import { backButton, frame } from "./frame.js";
import { icon } from "./icons.js";
import { isBegun } from "./states.js";

/** What is begun, to go on with it or to leave it so. @param {object} view @param {object} acts */
export function leavingScreen(view, acts) {
  const begun = view.places.filter(isBegun);
  const main = html`
    ${backButton(() => acts.go("flight"), _("My flight"))}
    <h1>${_("Begun and not handed in")}</h1>
    <ul class="entries">
      ${begun.map((place) => html`<li>${entryButton(place, acts)}</li>`)}
    </ul>
    <p>
      ${_("What you have scored stays on this tablet. It counts only after you have handed it in.")}
    </p>
    <button type="button" class="main-button big wide" @click=${() => acts.lock()}>
      ${icon("leave")} ${_("Leave it so, and lock")}
    </button>
  `;
  return frame(view, acts, { main, isNarrow: true });
}
