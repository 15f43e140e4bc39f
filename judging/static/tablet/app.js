// What the judge sees: puts store, sending, shell and screens together, and draws.
import { render } from "../vendor/lit-html/lit-html.js";
import { choosingActs, readOneByOne, wear } from "./acts/choosing.js";
import { enrollingActs, secretIn, takeSecret } from "./acts/enrolling.js";
import { movingActs, show } from "./acts/moving.js";
import { scoringActs } from "./acts/scoring.js";
import { sendingActs } from "./acts/sending.js";
import { unlockingActs, watchTouch } from "./acts/unlocking.js";
import { fetchCompetition, refresh, reopen } from "./fresh.js";
import { unsent } from "./outbox.js";
import { SCREENS, readOthers } from "./screens/index.js";
import { createServer } from "./server.js";
import { readSettings } from "./settings.js";
import { createState, derive } from "./state.js";
import { askToKeep } from "./store.js";
import { startSync } from "./sync.js";
import { startShell } from "./updates.js";
import { giveWay } from "./rescue.js";
import { becomeWriter, waitToWrite } from "./writer.js";

/** How often the flight is asked for while a judge works, in milliseconds. */
const ASK_EVERY = 120_000;

/**
 * Begins the app in an element of the page.
 * @param {HTMLElement} root
 * @param {Promise<import("./store.js").Store>} opening the store
 * @returns {Promise<object>} the app, for tests
 */
export async function startApp(root, opening) {
  const app = build(root);
  addEventListener("hashchange", () => arrive(app));
  addEventListener("keydown", (event) => app.acts.pressKey(event));
  app.state.change({
    version: document.documentElement.dataset.version ?? "",
    mustInstall: isSafariOnly(),
    language: "km",
  });
  // First of all: a version that goes no further must still find the one that mends it.
  watchVersions(app);
  if (!(await openDevice(app, opening))) return app;
  await startWriting(app);
  watchTouch(app);
  await Promise.all([countUnsent(app), app.refresh()]);
  await arrive(app);
  // The first screen waits for nothing of this.
  startSending(app);
  askToKeep();
  await readOthers();
  app.state.change({});
  return app;
}

function build(root) {
  const app = { root, session: null, server: createServer(), focus: null };
  app.state = createState(() => draw(app));
  app.acts = {
    ...movingActs(app),
    ...enrollingActs(app),
    ...unlockingActs(app),
    ...scoringActs(app),
    ...sendingActs(app),
    ...choosingActs(app),
  };
  app.refresh = () => refresh(app);
  app.reopen = () => reopen(app);
  app.fetchCompetition = () => fetchCompetition(app);
  app.focusOn = (id) => (app.focus = id);
  app.drawn = () => new Promise((resolve) => requestAnimationFrame(resolve));
  app.loseWriter = () => {
    app.state.change({ isOther: true });
    // The other window may close: then this one goes on where it was.
    waitToWrite({ onLost: app.loseWriter }).then(() => {
      app.state.change({ isOther: false });
      app.reopen();
    });
  };
  return app;
}

/** Draws once for all changes of a moment, after the store was asked: it works meanwhile. */
function draw(app) {
  if (app.isDrawing) return;
  app.isDrawing = true;
  const now = () => {
    app.isDrawing = false;
    const view = derive(app.state.get());
    const screen = SCREENS[view.screen];
    // What is on the screen stays until there is something else: at first the page's own words.
    if (!screen || (view.screen === "opening" && !app.shown)) return;
    if (!app.shown) app.root.replaceChildren();
    render(screen(view, app.acts), app.root);
    focusAfter(app, view);
  };
  // A window that nobody sees is given no frames.
  if (document.visibilityState === "visible") requestAnimationFrame(now);
  else setTimeout(now);
}

/** A new screen begins at its top, and who listens is told by the focus. */
function focusAfter(app, { screen, place }) {
  const now = `${screen} ${place?.key ?? ""}`;
  if (app.shown !== now) {
    app.shown = now;
    app.focus ??= "main";
    scrollTo(0, 0);
    // What is done stands above what is next: nobody shall look for it.
    document.querySelector(".is-next")?.scrollIntoView({ block: "nearest", behavior: "instant" });
  }
  if (!app.focus) return;
  const target = document.getElementById(app.focus);
  app.focus = null;
  target?.focus({ preventScroll: target.id === "main" });
  if (target && target.id !== "main") target.scrollIntoView({ block: "start" });
}

/** Opens the store and tries it; without it nothing can be scored, and that is said. */
async function openDevice(app, opening) {
  try {
    app.store = await opening;
    const asked = [readSettings(app.store), readOneByOne(app.store), tryRoom(app)];
    const [look, isOneByOne] = await Promise.all(asked);
    app.state.change({ ...look, isOneByOne });
    wear(look);
    return true;
  } catch (error) {
    app.state.change({ screen: "stuck", store: error.kind ?? "failed" });
    // Another window works well: its sheets are not disturbed.
    if (error.kind !== "blocked") giveWay();
    return false;
  }
}

/** A full tablet still sends and hands over what it has: that also makes room. */
async function tryRoom(app) {
  try {
    await app.store.trial();
  } catch (error) {
    if (error.kind !== "full") throw error;
    app.state.change({ store: "no_room" });
  }
}

async function startWriting(app) {
  const role = await becomeWriter({ onLost: app.loseWriter });
  if (role === "other") app.loseWriter();
}

/** Before anything is sent the first screen tells how much there is to send. */
async function countUnsent({ store, state }) {
  const { length } = await unsent(store).catch(() => []);
  state.change({ net: { ...state.get().net, unsent: length } });
}

function startSending(app) {
  const { state } = app;
  app.sync = startSync({
    store: app.store,
    server: app.server,
    appVersion: state.get().version,
    isWriter: () => !state.get().isOther,
    isTyping: () => Boolean(state.get().typing),
    onChange: (net) => {
      const isBack = state.get().net.trouble && !net.trouble;
      state.change({ net });
      app.refresh();
      if (isBack) app.fetchCompetition();
    },
  });
  state.change({ net: { ...app.sync.state(), unsent: state.get().net.unsent } });
  setInterval(() => app.fetchCompetition(), ASK_EVERY);
}

/** Before the store is open nobody can tell what is unsent: nothing new starts until then. */
function watchVersions(app) {
  const { state } = app;
  startShell({
    unsent: async () => (await unsent(app.store)).length,
    editing: () => ["sheet", "review", "question", "pin"].includes(state.get().screen),
    tell: (shell) => state.change({ shell }),
  }).then((shell) => (app.shell = shell));
}

/** A card in the address is used once and taken out of the address. */
async function arrive(app) {
  const secret = secretIn(location.hash);
  if (secret && !app.state.get().mustInstall) {
    history.replaceState(null, "", "#/card");
    takeSecret(app, secret);
    return;
  }
  await show(app);
}

/** An iPad or iPhone in Safari, where what is kept is not in the installed app. */
function isSafariOnly() {
  const isApple = /iPad|iPhone/.test(navigator.userAgent) || isDisguisedPad();
  return isApple && !navigator.standalone && !matchMedia("(display-mode: standalone)").matches;
}

const isDisguisedPad = () =>
  navigator.userAgent.includes("Macintosh") && navigator.maxTouchPoints > 1;
