// Who takes the tablet now: its judges as big buttons.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { _, words } from "../words.js";
import { deviceName } from "./device.js";
import { figure } from "./figures.js";
import { frame } from "./frame.js";
import { icon } from "./icons.js";

/** The judges of this tablet. @param {object} view @param {object} acts */
export function whoScreen(view, acts) {
  const main = html`
    <h1>${_("Who are you?")}</h1>
    ${deviceName(view)}
    <ul class="rows">
      ${view.people.map((person) => html`<li>${personButton(person, acts)}</li>`)}
    </ul>
    <p>
      <button type="button" @click=${() => acts.go("card")}>
        ${icon("plus")} ${_("Another judge: use a new card")}
      </button>
    </p>
  `;
  return frame(view, acts, { main, isNarrow: true });
}

function personButton(person, acts) {
  return html`<button type="button" class="person" @click=${() => acts.askPin(person)}>
    ${icon("person")}
    <span>
      ${words(person.judge.name)}
      <small>${words(person.competition.title)}</small>
      ${
        person.unsent
          ? html`<small>${_("Unsent: %(count)s", { count: figure(person.unsent) })}</small>`
          : nothing
      }
    </span>
  </button>`;
}
