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
  const { key } = app.state.get().place;
  try {
    const sheet = await work(bookOf(app));
    if (app.state.get().place?.key === key) app.state.change({ sheet, store: null, ...then });
    return true;
  } catch (error) {
    told(app, error);
    return false;
  }
}

/** Says what went wrong; nothing on the screen pretends. @param {object} app @param {Error} error */
export async function told(app, error) {
  app.state.change({ typing: null, isHandingIn: false });
  if (error.name === "StaleSheet") {
    await lookAgain(app);
    return;
  }
  app.state.change({ store: error.kind ?? "failed" });
  if (!error.kind) reportError(error);
}

/** Another window has written on this sheet: what it wrote is shown, and said. */
async function lookAgain(app) {
  const { place } = app.state.get();
  const sheet = await openSheet(app.store, place.place, place.entry);
  const refused = _("Another window has changed this sheet. Look at it again, then go on.");
  app.state.change({ sheet, refused });
}
