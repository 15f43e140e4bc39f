// From screen to screen by the address, so that the tablet's own back button loses nothing.
import { openSheet } from "../sheets.js";
import { NOBODY, closedSheet } from "../state.js";
import { trainingEntry } from "../training.js";
import { bookOf, isStillOn, told } from "./keeping.js";

/** Screens on which nothing of a judge stands. */
const FOR_ALL = new Set(["card", "pin", "who", "unsent", "codes", "settings"]);
const OF_A_SHEET = new Set(["sheet", "review", "done", "question"]);
const TRAINING = "training";

/** What the judge does to move. @param {object} app */
export function movingActs(app) {
  return {
    go: (screen) => go(app, screen),
    back: () => history.back(),
    open: (place) => go(app, place.state === "question" ? "question" : "sheet", place.key),
    openTraining: () => go(app, "sheet", TRAINING),
    review: () => {
      app.state.change({ blanksShown: true, refused: null });
      go(app, "review", app.state.get().place.key);
    },
    backToSheet: () => go(app, "sheet", app.state.get().place.key),
    jumpTo: (code) => jumpTo(app, code),
    step: (at) => {
      app.state.change({ at, keypad: null });
      app.focusOn("main");
    },
  };
}

/** Goes to a screen; of a sheet, if its key is given. */
export function go(app, screen, key) {
  const hash = key ? `#/${screen}/${key}` : `#/${screen}`;
  if (location.hash === hash) show(app);
  else location.hash = hash;
}

/** Goes without a way back: what was there before is nobody's any more. */
export function replace(app, screen) {
  history.replaceState(null, "", `#/${screen}`);
  return show(app);
}

/** Shows what the address says, as far as whoever is here may see it. */
export async function show(app) {
  const [, screen, ...rest] = location.hash.split("/");
  const { me, people, screen: before } = app.state.get();
  if (before === "codes" && screen !== "codes") app.acts.closeCodes();
  if (screen !== "card") app.acts.stopScan();
  if (!me && !FOR_ALL.has(screen)) return replace(app, people.length ? "who" : "card");
  if (screen === "pin" && !app.state.get().pin) return replace(app, me ? "flight" : "who");
  if (screen === "codes" && !app.state.get().codes) return replace(app, "unsent");
  if (me && (screen === "who" || screen === "pin")) return replace(app, "flight");
  if (OF_A_SHEET.has(screen)) return showSheet(app, screen, rest.join("/"));
  app.state.change({ screen, ...closedSheet(), ...(me ? {} : nobodyYet(app)) });
  return me ? app.refresh() : undefined;
}

/** The PIN being typed and codes of an earlier competition belong to nobody here, and stay. */
const nobodyYet = ({ state }) => ({ ...NOBODY, pin: state.get().pin, codes: state.get().codes });

async function showSheet(app, screen, key) {
  const { me, place, places, kept } = app.state.get();
  // A question may have come up since the sheet was opened: it is looked at afresh.
  if (place?.key === key && screen !== "question") return app.state.change({ screen });
  const found = key === TRAINING ? kept && trainingPlace(kept) : places.find((p) => p.key === key);
  if (!found) return replace(app, "flight");
  app.state.change({
    ...closedSheet(),
    screen: "opening",
    place: found,
    isTraining: key === TRAINING,
  });
  try {
    const sheet = await opened(app, found);
    if (isStillOn(app, { me, place: found })) app.state.change({ sheet, screen });
  } catch (error) {
    told(app, error);
  }
  return undefined;
}

const opened = (app, { key, place, entry }) =>
  key === TRAINING ? bookOf(app).open() : openSheet(app.store, place, entry);

const trainingPlace = (kept) => ({ key: TRAINING, entry: trainingEntry(kept), state: "to_do" });

function jumpTo(app, code) {
  const { place, isOneByOne } = app.state.get();
  go(app, "sheet", place.key);
  if (isOneByOne) app.acts.stepTo(code);
  app.focusOn(`line-${code}`);
}
