// The judge's entries in serving order, each with its state, and the next one to score.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { _, words } from "../words.js";
import { figure } from "./figures.js";
import { frame } from "./frame.js";
import { icon } from "./icons.js";
import { note } from "./messages.js";
import { isOut, lookOf, stateSign } from "./states.js";

const TO_SCORE = new Set(["to_do", "draft", "correction", "look_again"]);

/** The entries by flight, in serving order. @param {object[]} places */
export function flightsOf(places) {
  const ordered = [...places].sort(
    (one, other) =>
      one.entry.flight - other.entry.flight || one.entry.position - other.entry.position,
  );
  const flights = new Map();
  for (const place of ordered) {
    const { flight } = place.entry;
    flights.set(flight, [...(flights.get(flight) ?? []), place]);
  }
  return [...flights.values()];
}

/**
 * What to score next: a begun sheet, else the first in serving order; what was handed in and is to
 * be looked at again comes after all others.
 * @param {object[]} places
 */
export function nextOf(places) {
  const open = flightsOf(places)
    .flat()
    .filter(({ state }) => TO_SCORE.has(state));
  const isNew = ({ state }) => state !== "look_again";
  return open.find(({ state }) => state === "draft") ?? open.find(isNew) ?? open[0] ?? null;
}

/** My flight. @param {object} view @param {object} acts */
export function flightScreen(view, acts) {
  const next = view.isJudging ? nextOf(view.places) : null;
  const main = html`
    <h1>${_("My flight")}</h1>
    ${newHere(view, acts)}
    ${
      view.kept?.competition.specimen
        ? html`<p class="soft">${_("SPECIMEN: invented producers, judges and scores")}</p>`
        : nothing
    }
    ${view.kept ? noEntries(view) : note("warn", _("Your flight is not on this tablet yet. Stay near the network for a moment."))}
    ${lookAgain(view)} ${trainingButton(view, acts)}
    ${flightsOf(view.places).map((flight) => flightPart(view, acts, { flight, next }))}
  `;
  return frame(view, acts, { main, head: summary(view, acts, next) });
}

/** Once, after a card was used: only when app and flight are really kept. */
function newHere({ me, kept, shell }, acts) {
  if (!me.isNew || !kept || shell.kept === "no") return nothing;
  if (shell.kept === "soon") {
    return note("calm", _("Stay near the network a moment more: the app is on its way here."));
  }
  return note(
    "good",
    _(
      "Everything is on this tablet now: you need no network any more. What you hand in is sent by itself when there is one.",
    ),
    html`<button type="button" @click=${() => acts.understood()}>${_("I understand")}</button>`,
  );
}

/** That the organiser asks to look again, and at how many entries; nothing of anybody's scores. */
function lookAgain({ places, isJudging }) {
  const count = places.filter(({ state, asking }) => asking && TO_SCORE.has(state)).length;
  if (!count || !isJudging) return nothing;
  return note(
    "warn",
    _(
      "The organiser asks you to look again at so many of your entries, each judge alone: %(count)s. They are marked below.",
      { count: figure(count) },
    ),
  );
}

const noEntries = ({ places }) =>
  places.every(({ state }) => isOut(state))
    ? note("calm", _("You have no entries yet. The organiser will give you a flight."))
    : nothing;

/** How far the judge is, and the one button to go on: always in sight. */
function summary(view, acts, next) {
  const mine = view.places.filter(({ state }) => !isOut(state));
  if (!mine.length) return nothing;
  const left = mine.filter(({ state }) => TO_SCORE.has(state)).length;
  return html`<section class="row" aria-label=${_("How far you are")}>
    <p class="grow">
      <strong>${_("%(left)s left to score", { left: figure(left) })}</strong>
      <span class="soft">${_("of %(all)s", { all: figure(mine.length) })}</span>
      <progress
        class="bar"
        max=${mine.length}
        value=${mine.length - left}
        aria-hidden="true"
      ></progress>
    </p>
    ${
      next
        ? goOnButton(
            next,
            acts,
            mine.every(({ state }) => state === "to_do"),
          )
        : nothing
    }
    ${left ? nothing : html`<p class="state state-received">${icon("tick")} ${_("All is handed in. Thank you.")}</p>`}
  </section>`;
}

/** One big button to the next sheet. @param {object} place @param {object} acts */
export function goOnButton(place, acts, isFirst = false) {
  const { code } = place.entry;
  return html`<button type="button" class="main-button big" @click=${() => acts.open(place)}>
    ${isFirst ? _("Begin with %(code)s", { code }) : _("Go on with %(code)s", { code })}
    ${icon("next")}
  </button>`;
}

function trainingButton(view, acts) {
  if (!view.kept?.training) return nothing;
  return html`<button type="button" class="entry is-training" @click=${() => acts.openTraining()}>
    ${icon("training")}
    <span class="about"
      ><strong>${_("Training entry")}</strong
      ><br />${_("Try everything here: it counts for nothing.")}</span
    >
    ${stateSign(view.training.state)}
  </button>`;
}

function flightPart(view, acts, { flight: places, next }) {
  const { flight } = places[0].entry;
  const group = words(view.kept.groups[places[0].entry.group]?.title);
  return html`<section class="rows" aria-labelledby="flight-${flight}">
    <h2 id="flight-${flight}">${_("Flight %(number)s", { number: figure(flight) })} · ${group}</h2>
    <ol class="entries">
      ${places.map((place) => html`<li>${entryButton(place, acts, { isNext: place === next })}</li>`)}
    </ol>
  </section>`;
}

/** The row of an entry, which opens its sheet. @param {object} place @param {object} acts */
export function entryButton(place, acts, { isNext = false } = {}) {
  const { entry, state, receipt } = place;
  return html`<button
    type="button"
    class="entry is-${isOut(state) ? "out" : lookOf(state)} ${isNext ? "is-next" : ""}"
    @click=${() => acts.open(place)}
  >
    <span class="code">${entry.code}</span>
    <span class="about">
      ${isNext ? html`<strong class="next-mark">${icon("next")} ${_("Next")}</strong>` : nothing}
      ${entry.product ? html`${words(entry.product)}<br /><small class="soft">${words(entry.producer)}</small>` : nothing}
    </span>
    ${stateSign(state, receipt)}
  </button>`;
}
