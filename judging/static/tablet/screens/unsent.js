// What has no receipt yet, why, and the ways to get it to the organiser.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { _ } from "../words.js";
import { figure, hour, when } from "./figures.js";
import { backButton, frame } from "./frame.js";
import { icon } from "./icons.js";
import { note } from "./messages.js";
import { stateSign } from "./states.js";

/** Sheets without a receipt. @param {object} view @param {object} acts */
export function unsentScreen(view, acts) {
  const main = html`
    ${backButton(() => acts.go(view.me ? "flight" : "who"), _("Back"))}
    <h1>${_("Unsent: %(count)s", { count: figure(view.net.unsent) })}</h1>
    ${view.net.unsent ? waiting(view, acts) : allSent(view)} ${view.me ? received(view) : nothing}
  `;
  return frame(view, acts, { main });
}

const allSent = () => note("good", _("Everything that was handed in has reached the organiser."));

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
  return html`<section class="card rows">
    <h2>${_("No network at all?")}</h2>
    <p>
      ${_("Show the codes to the organiser's laptop, or save a file for it. The sheets stay here until their receipts come.")}
    </p>
    ${view.unsent.length ? ways(view, acts) : html`<p>${whoFirst(view)}</p>`}
  </section>`;
}

/** Sheets leave by their own judge: only what that judge handed in is in the codes. */
const whoFirst = ({ me }) =>
  me
    ? _("They are another judge's: that judge opens the own pages first, then shows the codes.")
    : _("Open your own pages first: choose your name and type your six digits.");

function ways(view, acts) {
  return html`<div class="choose">
      <button type="button" class="big" @click=${() => acts.showCodes()}>
        ${icon("code")} ${_("Show the codes")}
      </button>
      <button type="button" class="big" @click=${() => acts.saveFile()}>
        ${icon("file")} ${_("Save a file")}
      </button>
    </div>
    ${view.saved ? html`<p role="status">${note("good", _("The file %(name)s is saved on this tablet.", { name: view.saved }))}</p>` : nothing}`;
}

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
