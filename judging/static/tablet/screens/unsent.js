// What has no receipt yet, why, and the ways to get it to the organiser.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { _, words } from "../words.js";
import { deviceName } from "./device.js";
import { figure, hour, when } from "./figures.js";
import { backButton, frame } from "./frame.js";
import { icon } from "./icons.js";
import { note } from "./messages.js";
import { hasHandedIn, stateSign } from "./states.js";

/** Sheets without a receipt. @param {object} view @param {object} acts */
export function unsentScreen(view, acts) {
  const main = html`
    ${backButton(() => acts.go(view.me ? "flight" : "who"), _("Back"))}
    <h1>${_("Unsent: %(count)s", { count: figure(view.net.unsent) })}</h1>
    ${deviceName(view)} ${view.net.unsent ? waiting(view, acts) : nothingUnsent(view)}
    ${view.me ? received(view) : nothing}
  `;
  return frame(view, acts, { main });
}

const nothingUnsent = (view) =>
  hasHandedIn(view)
    ? note("good", _("Everything that was handed in has reached the organiser."))
    : html`<p>${_("Nothing that was handed in waits on this tablet.")}</p>`;

function waiting(view, acts) {
  const { net } = view;
  return html`
    <p>
      ${_("These sheets are safe on this tablet. They are sent by themselves as soon as there is a network.")}
    </p>
    ${net.lastSentAt ? html`<p class="soft">${_("Last sent: %(at)s", { at: when(new Date(net.lastSentAt).toISOString()) })}</p>` : nothing}
    <button
      type="button"
      class="main-button big wide"
      ?disabled=${net.isSending}
      @click=${() => acts.sendNow()}
    >
      ${icon("send")} ${net.isSending ? _("Sending…") : _("Send now")}
    </button>
    ${view.me ? versions(view) : nothing} ${handover(view, acts)}
    ${view.earlier.map((person) => earlierHandover(view, acts, person))}
  `;
}

function versions({ unsent, net }) {
  const version = ({ identity, entry, made_at: at }) =>
    html`<li class="card row">
      <span class="code">${entry}</span> <span class="grow soft">${hour(at)}</span>
      ${stateSign(net.stuck?.includes(identity) ? "stuck" : "handed_in")}
    </li>`;
  return html`<ul class="entries">
    ${unsent.map(version)}
  </ul>`;
}

function handover(view, acts) {
  const earlier = view.earlier.reduce((sum, person) => sum + person.unsent, 0);
  if (view.net.unsent <= earlier) return nothing;
  return html`<section class="card rows">
    <h2>${_("No network at all?")}</h2>
    <p>
      ${_("Show the codes to the organiser's laptop, or save a file for it. The sheets stay here until their receipts come.")}
    </p>
    ${view.unsent.length ? ways(view, acts, view.me) : html`<p>${whoFirst(view)}</p>`}
  </section>`;
}

/** Its judge cannot open the own pages here any more: whoever holds the tablet may hand it over. */
function earlierHandover(view, acts, person) {
  const { judge, competition, unsent } = person;
  return html`<section class="card rows">
    <h2>${_("From an earlier competition")}</h2>
    <p>
      <strong>${words(competition.title)}</strong> (${competition.code})<br />${words(judge.name)} ·
      ${_("Unsent: %(count)s", { count: figure(unsent) })}
    </p>
    <p>${_("The organiser of that competition takes these sheets in, by codes or by a file.")}</p>
    ${ways(view, acts, person)}
  </section>`;
}

/** Sheets leave by their own judge: only what that judge handed in is in the codes. */
const whoFirst = ({ me }) =>
  me
    ? _("They are another judge's: that judge opens the own pages first, then shows the codes.")
    : _("Open your own pages first: choose your name and type your six digits.");

function ways({ saved }, acts, person) {
  return html`<div class="choose">
      <button type="button" class="big" @click=${() => acts.showCodes(person)}>
        ${icon("code")} ${_("Show the codes")}
      </button>
      <button type="button" class="big" @click=${() => acts.saveFile(person)}>
        ${icon("file")} ${_("Save a file")}
      </button>
    </div>
    ${saved?.enrolment === person.enrolment ? savedNote(saved) : nothing}`;
}

const savedNote = ({ name }) =>
  html`<div role="status">
    ${note("good", _("The file %(name)s is saved on this tablet.", { name }))}
  </div>`;

function received({ places }) {
  const known = places.filter(({ receipt, state }) => receipt && state !== "handed_in");
  if (!known.length) return nothing;
  return html`<details class="card">
    <summary>
      ${icon("received")} ${_("Receipts: %(count)s", { count: figure(known.length) })}
    </summary>
    <ul class="entries">
      ${known.map(
        ({ entry, state, receipt }) =>
          html`<li class="row">
            <span class="code grow">${entry.code}</span> ${stateSign(state, receipt)}
          </li>`,
      )}
    </ul>
  </details>`;
}
