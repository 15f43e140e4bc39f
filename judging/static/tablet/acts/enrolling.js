// From the printed card to a PIN of one's own: once for each judge on a tablet.
import { enrol, keepOfPerson, lookAtCard } from "../people.js";
import { startCamera } from "../screens/camera.js";
import { NOBODY } from "../state.js";
import { _, words } from "../words.js";
import { told } from "./keeping.js";
import { go, replace } from "./moving.js";

const IN_ADDRESS = /#card=([^&\s]+)/;
const NEEDS_OTHER_CARD = new Set(["card_not_good", "tablet_revoked"]);
const NO_ANSWER = new Set(["no_network", "not_ours", "server"]);

/** The secret in a card's code or address; null where there is none. @param {string} text */
export function secretIn(text) {
  const found = IN_ADDRESS.exec(text);
  return found ? decodeURIComponent(found[1]) : null;
}

/** What is done with a card. @param {object} app */
export function enrollingActs(app) {
  return {
    scan: () => scan(app),
    stopScan: () => stopScan(app),
    typeCard: (text) => takeSecret(app, secretIn(text) ?? text.trim()),
    lookAgain: () => takeSecret(app, app.state.get().card.secret),
    leaveCard: (screen = "card") => {
      app.state.change({ card: {} });
      go(app, screen);
    },
    tryCard: () => tryCard(app, app.state.get().pin),
    understood: () => understood(app),
  };
}

async function scan(app) {
  app.state.change({ card: { isScanning: true } });
  await app.drawn();
  try {
    const video = document.getElementById("camera");
    app.stopCamera = await startCamera(video, (text) => scanned(app, text));
  } catch {
    const says = _("The camera does not open. Allow it, or type the code of the card.");
    app.state.change({ card: { says } });
  }
}

function scanned(app, text) {
  const secret = secretIn(text);
  if (!secret) return;
  stopScan(app);
  takeSecret(app, secret);
}

function stopScan(app) {
  app.stopCamera?.();
  app.stopCamera = null;
  if (app.state.get().card.isScanning) app.state.change({ card: {} });
}

/**
 * A card is here: once the server has said for whom it is, its judge chooses a PIN.
 * @param {object} app @param {string} secret
 */
export async function takeSecret(app, secret) {
  // Whoever had the tablet open until now has given it away.
  app.session = null;
  const card = { secret, isAsked: true };
  app.state.change({ ...NOBODY, screen: "opening", card });
  go(app, "card");
  let answer;
  try {
    answer = await lookAtCard(app.store, app.server, secret);
  } catch (error) {
    told(app, error);
    answer = { trouble: "storage" };
  }
  // Another card was taken meanwhile, or somebody has gone elsewhere.
  if (app.state.get().card !== card) return;
  if (location.hash !== "#/card") app.state.change({ card: {} });
  else if (answer.ok) chooseFor(app, secret, answer.body);
  else app.state.change({ card: troubleWith(answer, secret) });
}

function chooseFor(app, secret, person) {
  app.state.change({ card: {}, pin: { step: "choose", typed: "", secret, person } });
  go(app, "pin");
}

/** What the card screen says; with the secret where the same card may be tried again. */
function troubleWith({ trouble, error, sentence }, secret) {
  if (trouble === "storage") return { secret };
  if (NO_ANSWER.has(trouble)) {
    const says = _(
      "The organiser's server cannot be reached: a card needs the network, this once. Go near it, then try again. Your card is not used up.",
    );
    return { secret, says };
  }
  return NEEDS_OTHER_CARD.has(error)
    ? { says: sayingOf(sentence) }
    : { secret, says: sayingOf(sentence) };
}

const sayingOf = (sentence) =>
  sentence
    ? words(sentence)
    : _("This card is not good any more. Ask the organiser for a new one.");

/** Six digits were chosen and typed again. @param {object} app @param {object} pin */
export async function tryCard(app, pin) {
  const { secret, typed } = pin;
  const { version } = app.state.get();
  app.state.change({ pin: { ...pin, isChecking: true, isStuck: false, says: null } });
  try {
    const answer = await enrol(app.store, app.server, { secret, pin: typed, app_version: version });
    if (answer.ok) await welcome(app, answer.enrolment, typed);
    else refuse(app, answer, pin);
  } catch (error) {
    app.state.change({ store: error.kind ?? "failed", pin: { ...pin, isStuck: true } });
    if (!error.kind) reportError(error);
  }
}

async function welcome(app, person, pin) {
  app.session = { pin };
  app.state.change({ screen: "opening", me: person, pin: null, card: {} });
  await app.refresh();
  await replace(app, "flight");
  await app.fetchCompetition();
  app.sync.sendNow();
}

function refuse(app, { trouble, error, sentence }, pin) {
  if (NO_ANSWER.has(trouble)) {
    // The digits stay: nobody types them twelve times for a bad line.
    const says = _(
      "The organiser's server cannot be reached. Go near the network, then try again.",
    );
    app.state.change({ pin: { ...pin, isStuck: true, says } });
    return;
  }
  const says = sayingOf(sentence);
  if (NEEDS_OTHER_CARD.has(error)) {
    app.state.change({ pin: null, card: { says } });
    replace(app, "card");
  } else app.state.change({ pin: { ...pin, step: "choose", typed: "", first: null, says } });
}

/** The judge has read that all is here. */
async function understood(app) {
  const { me } = app.state.get();
  app.state.change({ me: { ...me, isNew: false } });
  try {
    await keepOfPerson(app.store, me.enrolment, { isNew: false });
  } catch (error) {
    told(app, error);
  }
}
