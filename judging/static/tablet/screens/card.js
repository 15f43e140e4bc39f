// The first screen of a new tablet: how to use the printed card.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { _ } from "../words.js";
import { backButton, frame } from "./frame.js";
import { icon } from "./icons.js";
import { note } from "./messages.js";

/** What is asked while a card is used. @param {object} view @param {object} acts */
export function cardScreen(view, acts) {
  const { card } = view;
  const main = html`
    <h1>${_("Welcome, judge")}</h1>
    <div role="alert">${card.says ? note(card.secret ? "warn" : "bad", card.says) : nothing}</div>
    ${view.mustInstall ? install() : ways(view, acts)}
    ${view.people.length ? backButton(() => acts.leaveCard("who"), _("Back")) : nothing}
  `;
  return frame(view, acts, { main, isNarrow: true });
}

function ways({ card }, acts) {
  if (!globalThis.isSecureContext) return unsafe();
  if (card.isScanning) return scanning(acts);
  if (card.isAsked) return html`<p role="status">${_("One moment: your card is being read…")}</p>`;
  if (card.secret) return again(acts);
  return html`
    <p>${_("Use the card that the organiser gave you. You need a network for this, once only.")}</p>
    <button type="button" class="main-button big wide" @click=${() => acts.scan()}>
      ${icon("camera")} ${_("Scan my card")}
    </button>
    ${typing(card, acts)}
  `;
}

/** The card could not be asked about, and may be good. */
const again = (acts) => html`
  <button type="button" class="main-button big wide" @click=${() => acts.lookAgain()}>
    ${icon("undo")} ${_("Try again")}
  </button>
  <button type="button" class="wide" @click=${() => acts.leaveCard()}>${_("Another card")}</button>
`;

/** Plain http: the browser gives us neither digests nor a worker, so no card is used up in vain. */
const unsafe = () =>
  note(
    "bad",
    _(
      "This address is not safe (http), so no card works here. Ask the secretariat for the right address: it begins with https.",
    ),
  );

function typing(card, acts) {
  const send = (event) => {
    event.preventDefault();
    acts.typeCard(new FormData(event.target).get("secret"));
  };
  return html`<details class="card" ?open=${Boolean(card.says)}>
    <summary>${icon("keys")} ${_("The camera does not work: type the code")}</summary>
    <form class="rows" @submit=${send}>
      <label for="secret">${_("The code under the picture on your card")}</label>
      <input
        type="text"
        id="secret"
        name="secret"
        autocomplete="off"
        autocapitalize="none"
        spellcheck="false"
        required
      />
      <button class="main-button wide">${_("Go on")}</button>
    </form>
  </details>`;
}

function scanning(acts) {
  return html`
    <p>${_("Hold the card so that the square picture fills the middle.")}</p>
    <video id="camera" class="camera" muted playsinline aria-label=${_("Camera picture")}></video>
    <button type="button" class="wide" @click=${() => acts.stopScan()}>${_("Stop")}</button>
  `;
}

/** iPad: what Safari keeps is not in the app on the home screen, so that comes first. */
function install() {
  const step = (sign, says) =>
    html`<li><span class="sign">${icon(sign)}</span><span>${says}</span></li>`;
  return html`
    <p>
      ${_("First put the app on the home screen: what is kept in Safari is not in the installed app.")}
    </p>
    <ol class="steps card">
      ${step("share", _("1. Tap this sign at the top of Safari."))}
      ${step("plus", _("2. Choose “Add to Home Screen”, then “Add”."))}
      ${step("person", _("3. Close Safari, open the app from the home screen and scan your card there."))}
    </ol>
  `;
}
