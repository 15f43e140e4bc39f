// Our own keypads, for the PIN and for points: no system keyboard jumps up.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { _ } from "../words.js";
import { figure } from "./figures.js";
import { icon } from "./icons.js";

const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];
const LONGEST_POINTS = 7;

/**
 * What has been typed after one more key; `erase` takes the last sign away.
 * @param {string} typed
 * @param {string} key a digit, "." or "erase"
 * @param {number} longest
 */
export function typedAfter(typed, key, longest = LONGEST_POINTS) {
  if (key === "erase") return typed.slice(0, -1);
  if (typed.length >= longest || (key === "." && (typed.includes(".") || typed === ""))) {
    return typed;
  }
  return typed === "0" && key !== "." && longest === LONGEST_POINTS ? key : typed + key;
}

/** The key of a keyboard that means one of ours; null for any other. @param {KeyboardEvent} event */
export function keyOf(event) {
  if (/^[0-9]$/.test(event.key)) return event.key;
  if (/^[០-៩]$/.test(event.key)) return String("០១២៣៤៥៦៧៨៩".indexOf(event.key));
  if (event.key === "." || event.key === ",") return ".";
  return event.key === "Backspace" ? "erase" : null;
}

/** Twelve big keys. @param {{press: (key: string) => void, hasPoint?: boolean, isOff?: boolean}} keypad */
export function keys({ press, hasPoint = false, isOff = false }) {
  const key = (value, label = figure(value)) =>
    html`<button type="button" ?disabled=${isOff} @click=${() => press(value)}>${label}</button>`;
  return html`<div class="keys" role="group" aria-label=${_("Keypad")}>
    ${KEYS.map((value) => key(value))}
    ${hasPoint ? key(".", html`<span aria-label=${_("Decimal point")}>.</span>`) : html`<span></span>`}
    ${key("0")}
    <button
      type="button"
      ?disabled=${isOff}
      aria-label=${_("Erase")}
      @click=${() => press("erase")}
    >
      ${icon("erase")}
    </button>
  </div>`;
}

/** As many dots as digits are wanted, filled as far as they are typed. @param {string} typed */
export function dots(typed, wanted = 6) {
  const says = _("%(typed)s of %(wanted)s digits typed", {
    typed: figure(typed.length),
    wanted: figure(wanted),
  });
  return html`<div class="dots" role="img" aria-label=${says}>
    ${Array.from({ length: wanted }, (_none, place) =>
      place < typed.length ? html`<i class="is-typed"></i>` : html`<i></i>`,
    )}
  </div>`;
}

/** What stands over the keys of a scale. @param {string} typed */
export const typedPointsBox = (typed) =>
  html`<output class="typed">${typed === "" ? nothing : figure(typed)}</output>`;
