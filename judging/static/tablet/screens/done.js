// After handing in: still on this tablet, turning into received, with the receipt.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { _ } from "../words.js";
import { goOnButton, nextOf } from "./flight.js";
import { backButton, frame } from "./frame.js";
import { icon } from "./icons.js";
import { lookOf } from "./states.js";

const SAYS = {
  handed_in: () => _("Handed in, still on this tablet"),
  received: () => _("Received"),
  waiting: () => _("Waits for the organiser"),
  question: () => _("Two versions: please choose"),
  refused: () => _("Tell the organiser"),
};
const MEANS = {
  handed_in: () =>
    _("It is safe here. It is sent by itself as soon as there is a network: you need not wait."),
  received: () => _("The organiser has your sheet."),
  waiting: () => _("The organiser has your sheet and decides about it."),
  question: () => _("You scored this entry on another tablet too. Both sheets are kept."),
  refused: () =>
    _("Two different sheets came with one identity. Tell the organiser at once; both are kept."),
};

const TRAINED = {
  handed_in: () => _("This is how it looks while a sheet is still on the tablet. Wait a moment."),
  received: () => _("This is how it looks when the organiser has received a sheet."),
};

/** What became of the sheet just handed in. @param {object} view @param {object} acts */
export function doneScreen(view, acts) {
  const { place } = view;
  const look = lookShown(place);
  const next = nextOf(view.places);
  const main = html`
    <h1>${_("Score sheet %(code)s", { code: place.entry.code })}</h1>
    <section class="outcome outcome-${look}" aria-live="polite">
      ${icon(look)}
      <h2>${SAYS[look]()}</h2>
      ${
        place.receipt && look !== "handed_in"
          ? html`<p class="receipt">${place.receipt}</p>`
          : nothing
      }
      <p>${(view.isTraining ? TRAINED : MEANS)[look]?.()}</p>
      ${look === "question" ? chooseButton(place, acts) : nothing}
    </section>
    ${next && view.isJudging && !view.isTraining ? goOnButton(next, acts) : nothing}
    ${view.isTraining ? again(acts) : nothing}
    ${backButton(() => acts.go("flight"), _("My flight"))}
  `;
  return frame(view, acts, { main });
}

/** What is asked anew while this stands here was received all the same. */
function lookShown({ state }) {
  if (state === "look_again") return "received";
  return SAYS[lookOf(state)] ? lookOf(state) : "waiting";
}

const chooseButton = (place, acts) =>
  html`<button type="button" class="main-button big" @click=${() => acts.open(place)}>
    ${_("Choose now")}
  </button>`;

const again = (acts) =>
  html`<p>
    <button type="button" @click=${() => acts.trainAgain()}>
      ${icon("undo")} ${_("Start the training again")}
    </button>
  </p>`;
