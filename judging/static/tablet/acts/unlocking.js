// Six digits open a judge's own pages; being done, or ten quiet minutes, lock them.
import { secondsLocked, unlock } from "../people.js";
import { isEasyToGuess } from "../pin.js";
import { isBegun } from "../screens/states.js";
import { NOBODY } from "../state.js";
import { typedAfter } from "../screens/keypad.js";
import { figure } from "../screens/figures.js";
import { _ } from "../words.js";
import { tryCard } from "./enrolling.js";
import { told } from "./keeping.js";
import { go, replace } from "./moving.js";

const DIGITS = 6;
/** So long may an open tablet lie untouched, in milliseconds. */
const UNTOUCHED = 10 * 60_000;
const LOOK_EVERY = 5_000;

/** Who opens and who locks. @param {object} app */
export function unlockingActs(app) {
  return {
    askPin: (person) => askPin(app, person),
    pressPin: (key) => pressPin(app, key),
    leavePin: () => {
      app.state.change({ screen: "opening", pin: null });
      replace(app, app.state.get().people.length ? "who" : "card");
    },
    leave: () => leave(app),
    lock: () => lockUp(app),
  };
}

async function askPin(app, person) {
  app.state.change({ pin: { step: "unlock", typed: "", person } });
  go(app, "pin");
  await tickLock(app);
}

function pressPin(app, key) {
  const { pin } = app.state.get();
  if (!pin || pin.isChecking || pin.lockedFor > 0) return;
  const typed = typedAfter(pin.typed, key, DIGITS);
  app.state.change({ pin: { ...pin, typed, says: null, isStuck: false } });
  if (typed.length === DIGITS && typed !== pin.typed) whole(app, { ...pin, typed });
}

function whole(app, pin) {
  const { state } = app;
  if (pin.step === "choose" && isEasyToGuess(pin.typed)) {
    const says = _(
      "Everybody tries these digits first: in a row, or the same ones again. Choose six others.",
    );
    state.change({ pin: { ...pin, typed: "", says } });
    return;
  }
  if (pin.step === "choose") {
    state.change({ pin: { ...pin, step: "again", first: pin.typed, typed: "", says: null } });
    return;
  }
  if (pin.step === "again" && pin.typed !== pin.first) {
    const says = _("The two were not the same. Choose six digits once more.");
    state.change({ pin: { ...pin, step: "choose", typed: "", first: null, says } });
    return;
  }
  if (pin.step === "again") {
    tryCard(app, pin);
    return;
  }
  state.change({ pin: { ...pin, isChecking: true, says: null } });
  tryPin(app, pin);
}

async function tryPin(app, { person, typed }) {
  const pin = { step: "unlock", typed: "", person };
  let answer;
  try {
    answer = await unlock(app.store, person.enrolment, typed);
  } catch (error) {
    app.state.change({ pin });
    told(app, error);
    return;
  }
  if (answer.ok) {
    await enter(app, person, typed);
  } else if (answer.locked) {
    app.state.change({ pin: { ...pin, lockedFor: answer.seconds } });
    tickLock(app);
  } else {
    const says = _("Wrong digits. Tries left: %(left)s", { left: figure(answer.left) });
    app.state.change({ pin: { ...pin, says } });
  }
}

async function enter(app, person, pin) {
  app.session = { pin };
  app.state.change({ screen: "opening", me: person, pin: null });
  await app.refresh();
  await replace(app, "flight");
  app.fetchCompetition();
}

/** Counts a lock-out down, second by second, as long as its PIN is asked for. */
async function tickLock(app) {
  const { pin } = app.state.get();
  if (pin?.step !== "unlock" || app.isTicking) return;
  const lockedFor = await lockedNow(app, pin.person);
  if (app.state.get().pin?.person !== pin.person) return;
  app.state.change({ pin: { ...app.state.get().pin, lockedFor } });
  if (lockedFor === 0 || lockedFor === Infinity) return;
  app.isTicking = true;
  setTimeout(() => {
    app.isTicking = false;
    tickLock(app);
  }, 1000);
}

/** Seconds of the lock-out; where the store does not tell, the PIN asks it again when tried. */
async function lockedNow(app, { enrolment }) {
  try {
    return await secondsLocked(app.store, enrolment);
  } catch (error) {
    told(app, error);
    return 0;
  }
}

/** Whoever leaves something begun hears of it once, before the pages are locked. */
async function leave(app) {
  await app.refresh();
  const { me, places, screen } = app.state.get();
  if (!me) return;
  if (places.some(isBegun) && screen !== "leaving") go(app, "leaving");
  else await lockUp(app);
}

/** Nothing of a judge is left on the screen; drafts and queue stay as they are. @param {object} app */
export async function lockUp(app) {
  app.session = null;
  app.acts.closeCodes();
  app.state.change({ ...NOBODY, screen: "opening" });
  await replace(app, "who");
  await app.refresh();
}

/** Locks by itself when nobody has touched the tablet for long. @param {object} app */
export function watchTouch(app) {
  let touched = Date.now();
  const touch = () => (touched = Date.now());
  for (const name of ["pointerdown", "keydown", "input"]) addEventListener(name, touch, true);
  const look = () => {
    if (app.state.get().me && Math.abs(Date.now() - touched) > UNTOUCHED) lockUp(app);
  };
  setInterval(look, LOOK_EVERY);
  document.addEventListener("visibilitychange", look);
}
