// Between a tap and the device: what is shown follows what is kept.
import { handIn, openSheet, tap, tickPapers, undo, writeNote } from "../sheets.js";
import { trainingBook } from "../training.js";
import { _ } from "../words.js";

/** Where the open sheet is written: the judge's, or the one of training. @param {object} app */
export function bookOf(app) {
  const { isTraining, me, place } = app.state.get();
  if (isTraining) return trainingBook(app.store, me.enrolment);
  const on = (act) => (given) => act(app.store, place.place, given);
  return {
    tap: on(tap),
    writeNote: on(writeNote),
    tickPapers: on(tickPapers),
    undo: on(undo),
    handIn: on(handIn),
  };
}

/**
 * Writes and then shows; what could not be kept is said and not shown.
 * @param {object} app @param {(book: object) => Promise<object>} work @param {object} [then]
 * @returns {Promise<boolean>} whether the device has it
 */
export async function keep(app, work, then = {}) {
  const before = app.state.get();
  if (!before.place) return false;
  try {
    const sheet = await work(bookOf(app));
    if (isStillOn(app, before)) app.state.change({ sheet, store: null, ...then });
    return true;
  } catch (error) {
    await told(app, error, before);
    return false;
  }
}

/**
 * Whether the same judge has the same sheet open as then: two judges have the same entries.
 * @param {object} app @param {{me: object|null, place: object|null}} before the state of then
 */
export function isStillOn(app, before) {
  const { me, place } = app.state.get();
  if (!me || !place) return false;
  return me.enrolment === before.me?.enrolment && place.key === before.place?.key;
}

/**
 * Says what went wrong; nothing on the screen pretends.
 * @param {object} app @param {Error} error @param {object} [before] the state when it was begun
 */
export async function told(app, error, before = app.state.get()) {
  app.state.change({ typing: null, isHandingIn: false });
  if (error.name === "StaleSheet") {
    if (isStillOn(app, before)) await lookAgain(app);
    return;
  }
  app.state.change({ store: error.kind ?? "failed" });
  if (!error.kind) reportError(error);
}

/** Another window has written on this sheet: what it wrote is shown, and said. */
async function lookAgain(app) {
  const before = app.state.get();
  const { place } = before;
  const sheet = await openSheet(app.store, place.place, place.entry);
  const refused = _("Another window has changed this sheet. Look at it again, then go on.");
  if (isStillOn(app, before)) app.state.change({ sheet, refused });
}
