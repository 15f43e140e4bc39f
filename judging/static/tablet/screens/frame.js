// What stands on every screen: who, unsent sheets, trouble in words, settings, "I am done".
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { _, language, words } from "../words.js";
import { figure } from "./figures.js";
import { icon, mark } from "./icons.js";
import { messages } from "./messages.js";
import { hasHandedIn } from "./states.js";

/**
 * A whole page around `main`.
 * @param {object} view @param {object} acts
 * @param {{main: unknown, head?: unknown, foot?: unknown, isNarrow?: boolean}} page `head` stays in
 *   sight at the top, `foot` at the bottom
 */
export function frame(view, acts, { main, head = nothing, foot = nothing, isNarrow = false }) {
  return html`${top(view, acts, head)}
    <aside class="notes" aria-label=${_("Messages")}>${messages(view, acts)}</aside>
    <main id="main" tabindex="-1" class=${isNarrow ? "narrow" : ""}>${main}</main>
    ${foot === nothing ? nothing : html`<footer class="foot">${foot}</footer>`}
    <div class="visually-hidden" role="status" aria-live="polite">${view.said}</div>`;
}

const trainingMark = () =>
  html`<p class="training-mark">${icon("training")} ${_("TRAINING: this counts for nothing")}</p>`;

function top(view, acts, head) {
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
    ${view.isTraining ? trainingMark() : nothing} ${head}
  </header>`;
}

const judgeName = (me) =>
  html`${words(me.judge.name)}<small>${words(me.competition.title)}</small>`;

/** Two ticks only where something has really been received. */
function unsentBadge(view, acts) {
  const count = view.net.unsent;
  const look = count ? "handed_in" : hasHandedIn(view) ? "received" : "send";
  return html`<button type="button" class="unsent unsent-${look}" @click=${() => acts.go("unsent")}>
    ${icon(look)} ${_("Unsent: %(count)s", { count: figure(count) })}
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
  html`<button type="button" @click=${() => acts.leave()}>
    ${icon("leave")} <span>${_("I am done")}</span>
  </button>`;

/** A way back, always in the same place. @param {() => void} go @param {string} says */
export const backButton = (go, says) =>
  html`<p><button type="button" @click=${go}>${icon("back")} ${says}</button></p>`;
