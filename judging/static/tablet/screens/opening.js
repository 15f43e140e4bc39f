// Before anything is known, and where nothing can be kept.
import { html } from "../../vendor/lit-html/lit-html.js";
import { _ } from "../words.js";
import { messages } from "./messages.js";

/** The app is opening. */
export const openingScreen = () =>
  html`<main id="main" tabindex="-1" class="narrow"><p>${_("One moment…")}</p></main>`;

/** The device keeps nothing: said before anybody scores. @param {object} view @param {object} acts */
export const stuckScreen = (view, acts) =>
  html`<main id="main" tabindex="-1" class="narrow">
    <h1>${_("Scores cannot be kept here")}</h1>
    ${messages(view, acts)}
    <button type="button" class="main-button wide" @click=${() => location.reload()}>
      ${_("Try again")}
    </button>
  </main>`;
