// From the printed card to a PIN of one's own: once for each judge on a tablet.
import { enrol } from "../people.js";
import { startCamera } from "../screens/camera.js";
import { NOBODY } from "../state.js";
import { _, words } from "../words.js";
import { go, replace } from "./moving.js";

const IN_ADDRESS = /#card=([^&\s]+)/;
const NEEDS_OTHER_CARD = new Set(["card_not_good", "tablet_revoked"]);

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

/** A card is here: now its judge chooses a PIN. @param {object} app @param {string} secret */
export function takeSecret(app, secret) {
  // Whoever had the tablet open until now has given it away.
  app.session = null;
  app.state.change({
    ...NOBODY,
    screen: "opening",
    card: {},
    pin: { step: "choose", typed: "", secret },
  });
  go(app, "pin");
}

/** Six digits were chosen and typed again. @param {object} app */
export async function useCard(app, { secret, typed }) {
  const { version } = app.state.get();
  try {
    const answer = await enrol(app.store, app.server, { secret, pin: typed, app_version: version });
    if (answer.ok) await welcome(app, answer.enrolment, typed);
    else refuse(app, answer, secret);
  } catch (error) {
    app.state.change({ store: error.kind ?? "failed", pin: { step: "choose", typed: "", secret } });
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

function refuse(app, { trouble, error, sentence }, secret) {
  if (trouble === "no_network" || trouble === "not_ours" || trouble === "server") {
    const says = _(
      "The organiser's server cannot be reached. Go near the network, then try again.",
    );
    app.state.change({ pin: { step: "choose", typed: "", secret, says } });
    return;
  }
  const says = sentence
    ? words(sentence)
    : _("This card is not good any more. Ask the organiser for a new one.");
  // A PIN that is too easy leaves the card good, and is chosen anew.
  if (NEEDS_OTHER_CARD.has(error)) {
    app.state.change({ pin: null, card: { says } });
    replace(app, "card");
  } else app.state.change({ pin: { step: "choose", typed: "", secret, says } });
}
