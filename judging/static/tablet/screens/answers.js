// The answers of one question: the whole card is the target; chosen is what the store has.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { _, words } from "../words.js";
import { figure } from "./figures.js";
import { icon } from "./icons.js";

/** So long may the store take before it is shown that it does, in milliseconds. */
const SLOW = 100;

const GATES = {
  stop: (reason) => _("Stops scoring: %(reason)s", { reason }),
  eliminate: (reason) => _("Takes the entry out: %(reason)s", { reason }),
};

/** Cards of one group of choices. @param {object} view @param {object} acts */
export function answerCards(view, acts, { name, group, line }) {
  const isBare = !group.choices[0].text && !group.choices[0].yesNo;
  return html`<div class="answers ${isBare ? "are-numbers" : ""}">
    ${group.choices.map((choice) => card(view, acts, { name, choice, line }))}
  </div>`;
}

function card(view, acts, { name, choice, line }) {
  const { criterion, points, gate } = choice;
  const value = `${criterion}=${points}`;
  const isChosen = view.sheet.answers[criterion] === points;
  const looks = [isChosen ? "is-chosen" : "", gate ? "has-gate" : ""];
  const tap = (event) => {
    // The browser must not show as chosen what is not stored yet: the store decides, then we draw.
    event.preventDefault();
    if (view.canScore && !isChosen) press(event, () => acts.tap({ line, criterion, points }));
  };
  return html`<label class="answer ${looks.join(" ")}">
    <input
      type="radio"
      name="answer-${name}"
      value=${value}
      ?disabled=${!view.canScore}
      .checked=${isChosen}
      @click=${tap}
    />
    <span class="points">${figure(points)}</span>
    ${textOf(choice)} <span class="tick">${icon("tick")}</span>
  </label>`;
}

/** Only a store that is slow shows as pressed: to draw it at once would hold up the store. */
async function press(event, tap) {
  const { classList } = event.target.closest("label");
  const slow = setTimeout(() => classList.add("is-pressed"), SLOW);
  await tap();
  clearTimeout(slow);
  classList.remove("is-pressed");
}

function textOf({ text, yesNo, gate }) {
  const says = yesNo ? (yesNo === "yes" ? _("Yes") : _("No")) : words(text);
  if (!says && !gate) return nothing;
  return html`<span class="text"
    >${says}${gate ? html`<span class="gate">${icon("refused")} <span>${gateWords(gate)}</span></span>` : nothing}</span
  >`;
}

/** What a gate does and why. @param {{effect: string, star?: number, reason: object}} gate */
export function gateWords({ effect, star, reason }) {
  const why = words(reason);
  if (GATES[effect]) return GATES[effect](why);
  return _("At most %(star)s of 5 stars: %(reason)s", { star: figure(star), reason: why });
}
