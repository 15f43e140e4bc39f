// What stands on every screen: who, unsent sheets, trouble in words, settings, "I am done".
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { _, language, words } from "../words.js";
import { figure } from "./figures.js";
import { icon, mark } from "./icons.js";
import { messages } from "./messages.js";

/**
 * A whole page around `main`.
 * @param {object} view @param {object} acts
 * @param {{main: unknown, foot?: unknown, isNarrow?: boolean}} page
 */
export function frame(view, acts, { main, foot = nothing, isNarrow = false }) {
  return html`${top(view, acts)}
    <aside class="notes" aria-label=${_("Messages")}>${messages(view, acts)}</aside>
    <main id="main" tabindex="-1" class=${isNarrow ? "narrow" : ""}>${main}</main>
    ${foot === nothing ? nothing : html`<footer class="foot">${foot}</footer>`}
    <div class="visually-hidden" role="status" aria-live="polite">${view.said}</div>`;
}

const trainingMark = () =>
  html`<p class="training-mark">${icon("training")} ${_("TRAINING: this counts for nothing")}</p>`;

function top(view, acts) {
  return html`<header class="top">
    <div class="row">
      ${mark}
      <p class="name grow">${view.me ? judgeName(view.me) : _("OVOP judging")}</p>
      ${unsentBadge(view, acts)} ${view.me ? nothing : languageButton(acts)}
      <button type="button" @click=${() => acts.go("settings")} aria-label=${_("Settings")}>
        ${icon("settings")}
      </button>
      ${view.me ? doneButton(acts) : nothing}
    </div>
    ${view.isTraining ? trainingMark() : nothing}
  </header>`;
}

const judgeName = (me) =>
  html`${words(me.judge.name)}<small>${words(me.competition.title)}</small>`;

function unsentBadge({ net }, acts) {
  const count = net.unsent;
  return html`<button
    type="button"
    class="unsent ${count ? "has-some" : ""}"
    @click=${() => acts.go("unsent")}
  >
    ${icon(count ? "handed_in" : "received")} ${_("Unsent: %(count)s", { count: figure(count) })}
  </button>`;
}

/** The other language, by its own name. */
function languageButton(acts) {
  const other = language() === "km" ? "en" : "km";
  const name = other === "km" ? "ខ្មែរ" : "English";
  return html`<button type="button" lang=${other} @click=${() => acts.choose("language", other)}>
    ${name}
  </button>`;
}

const doneButton = (acts) =>
  html`<button type="button" @click=${() => acts.lock()}>
    ${icon("leave")} <span>${_("I am done")}</span>
  </button>`;

/** A way back, always in the same place. @param {() => void} go @param {string} says */
export const backButton = (go, says) =>
  html`<p><button type="button" @click=${go}>${icon("back")} ${says}</button></p>`;
