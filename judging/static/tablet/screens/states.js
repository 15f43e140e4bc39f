// Where a score sheet stands: a sign, a word and a colour, each different from the others.
import { html } from "../../vendor/lit-html/lit-html.js";
import { _ } from "../words.js";
import { icon } from "./icons.js";

const WORDS = {
  to_do: () => _("To do"),
  draft: () => _("Draft"),
  handed_in: () => _("Handed in, still on this tablet"),
  received: () => _("Received"),
  question: () => _("Two versions: please choose"),
  waiting: () => _("Waits for the organiser"),
  refused: () => _("Tell the organiser"),
  recused: () => _("Not yours to score"),
  withdrawn: () => _("Withdrawn"),
};

const OTHER_WORDS = {
  correction: () => _("Handed in, correction begun"),
  look_again: () => _("Please look again"),
  left_out: () => _("Left out by the organiser"),
  stuck: () => _("The server cannot take it yet: tell the organiser"),
};

const LOOKS = {
  correction: "draft",
  look_again: "draft",
  left_out: "waiting",
  clash: "refused",
  stuck: "refused",
};
const SIGNS = { recused: "shut" };

/** The state among those that have a look of their own. @param {string} state */
export const lookOf = (state) => (WORDS[state] ? state : (LOOKS[state] ?? "waiting"));

/** Whether something on the sheet is in no version yet. @param {{state: string}} place */
export const isBegun = ({ state }) => state === "draft" || state === "correction";

/** Whether anything was handed in here, or by the judge elsewhere. @param {object} view */
export const hasHandedIn = ({ net, places }) =>
  net.unsent > 0 || Boolean(net.lastSentAt) || places.some(({ receipt }) => receipt);

/** Whether nobody scores the entry on this tablet. @param {string} state */
export const isOut = (state) => state === "recused" || state === "withdrawn";

/**
 * The sign and the word of a state, with the receipt where there is one.
 * @param {string} state
 * @param {string} [receipt]
 */
export function stateSign(state, receipt) {
  const look = lookOf(state);
  // What only the tablet knows is no receipt yet, and nobody shall read it out as one.
  const shown = look === "handed_in" ? "" : receipt;
  const says = (OTHER_WORDS[state] ?? WORDS[look])();
  return html`<span class="state state-${isOut(look) ? "out" : look}"
    >${icon(SIGNS[look] ?? look)}<span
      >${says}${shown ? html` <span class="receipt">${shown}</span>` : ""}</span
    ></span
  >`;
}
