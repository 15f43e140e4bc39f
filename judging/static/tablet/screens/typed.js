// A scale with many steps: typed on our own keypad, kept with one button.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { _ } from "../words.js";
import { figure } from "./figures.js";
import { icon } from "./icons.js";
import { keys, typedPointsBox } from "./keypad.js";

/** The answer to a typed scale. @param {object} view @param {object} acts @param {object} asked */
export function typedScale(view, acts, asked, line) {
  const { scale, name } = asked;
  const kept = view.sheet.answers[name];
  const isOpen = view.keypad?.criterion === name;
  return html`<p class="hint">
      ${_("Points from %(low)s to %(high)s, in steps of %(step)s", {
        low: figure(scale.low),
        high: figure(scale.high),
        step: figure(scale.step),
      })}
    </p>
    ${isOpen ? openKeypad(view, acts, line) : closedKeypad(view, acts, { name, kept })}`;
}

function closedKeypad(view, acts, { name, kept }) {
  const says = kept === undefined ? _("Type the points") : figure(kept);
  return html`<button
    type="button"
    class="big wide ${kept === undefined ? "" : "answer is-chosen"}"
    ?disabled=${!view.canScore}
    @click=${() => acts.openKeypad(name, kept ?? "")}
  >
    ${icon(kept === undefined ? "keys" : "tick")} ${says}
  </button>`;
}

function openKeypad(view, acts, line) {
  const { typed, says } = view.keypad;
  return html`<div class="rows">
    ${typedPointsBox(typed)}
    <div role="alert">${says ? html`<p class="note note-bad">${says}</p>` : nothing}</div>
    ${keys({ press: acts.pressPoints, hasPoint: true })}
    <div class="choose">
      <button type="button" @click=${() => acts.closeKeypad()}>${_("Back")}</button>
      <button type="button" class="main-button" @click=${() => acts.keepPoints(line)}>
        ${_("Keep %(points)s", { points: figure(typed || "–") })}
      </button>
    </div>
  </div>`;
}
