// What a judge does on a sheet: each tap is on the device before it shows as chosen.
import { checkAnswers, handedInCodes } from "../law.js";
import { typedPoints } from "../numbers.js";
import { answerQuestion } from "../sheets.js";
import { derive } from "../state.js";
import { keyOf, typedAfter } from "../screens/keypad.js";
import { figure } from "../screens/figures.js";
import { stepsOf } from "../screens/steps.js";
import { _ } from "../words.js";
import { bookOf, isStillOn, keep, told } from "./keeping.js";
import { go } from "./moving.js";

/** How long the training shows "still on this tablet", in milliseconds. */
const TRAINING_WAIT = 2500;

/** What the judge does on the open sheet. @param {object} app */
export function scoringActs(app) {
  const { state } = app;
  return {
    tap: (given) => tapOn(app, given),
    writeNote: (code, text) => writeNote(app, code, text),
    tickPaper: (code, isSeen) => tickPaper(app, code, isSeen),
    undo: () => keep(app, (book) => book.undo(), { cases: {}, said: _("Taken back") }),
    correct: () => state.change({ isCorrecting: true }),
    chooseCase: (line, code) =>
      state.change({ cases: { ...state.get().cases, [line.code]: code } }),
    stepTo: (code) => stepTo(app, code),
    openKeypad: (criterion, typed) => state.change({ keypad: { criterion, typed } }),
    closeKeypad: () => state.change({ keypad: null }),
    pressPoints: (key) => pressPoints(app, key),
    pressKey: (event) => pressKey(app, event),
    keepPoints: (line) => keepPoints(app, line),
    handIn: () => handIn(app),
    askToKeep: (version) => state.change({ keeping: version?.identity ?? null }),
    keep: (version) => keepVersion(app, version),
    trainAgain: () => trainAgain(app),
  };
}

function tapOn(app, { line, criterion, points }) {
  const clears = othersOf(app, line, criterion);
  const said = _("%(points)s is stored", { points: figure(points) });
  return keep(app, (book) => book.tap({ criterion, points, clears }), { said });
}

/** What the same tap clears: the answers of the other cases of a branch. */
function othersOf(app, line, criterion) {
  if (!line.isBranch) return [];
  const own = line.criteria.find(({ code }) => code === criterion).case;
  const { answers } = app.state.get().sheet;
  return line.criteria
    .filter((other) => other.case !== own && Object.hasOwn(answers, other.code))
    .map(({ code }) => code);
}

/** One note at a time on its way; of what is typed meanwhile the last is written next. */
async function writeNote(app, criterion, text) {
  app.state.change({ typing: { code: criterion, text } });
  if (app.isWritingNote) return;
  app.isWritingNote = true;
  let written;
  while (app.state.get().typing && written !== app.state.get().typing) {
    written = app.state.get().typing;
    const { code, text: typed } = written;
    if (!(await keep(app, (book) => book.writeNote({ criterion: code, text: typed })))) break;
  }
  app.isWritingNote = false;
}

function tickPaper(app, code, isSeen) {
  const before = app.state.get().sheet.papers?.ticked ?? [];
  const ticked = isSeen ? [...before, code] : before.filter((one) => one !== code);
  return keep(app, (book) => book.tickPapers({ ticked }));
}

function stepTo(app, code) {
  const view = derive(app.state.get());
  const at = stepsOf(view).findIndex(({ line }) => line?.code === code);
  app.state.change({ at: Math.max(at, 0) });
}

function pressPoints(app, key) {
  const { keypad } = app.state.get();
  app.state.change({ keypad: { ...keypad, typed: typedAfter(keypad.typed, key), says: null } });
}

function pressKey(app, event) {
  const key = keyOf(event);
  const { keypad, pin, screen } = app.state.get();
  if (!key || event.target.matches("input, textarea")) return;
  if (screen === "pin" && pin && key !== ".") app.acts.pressPin(key);
  else if (keypad) pressPoints(app, key);
}

async function keepPoints(app, line) {
  const { keypad, place } = app.state.get();
  const points = typedPoints(keypad.typed);
  const { rubric } = derive(app.state.get());
  const { criterion } = keypad;
  const isPossible =
    points !== null && !checkAnswers(rubric, place.entry.scorer, { [criterion]: points });
  if (!isPossible) {
    const says = _(
      "These points are not possible here. Look at the lowest, the highest and the steps.",
    );
    app.state.change({ keypad: { ...keypad, says } });
    return;
  }
  if (await tapOn(app, { line, criterion, points })) app.state.change({ keypad: null });
}

/** How the sheet is handed in: which answers count is asked of those that the device has then. */
function handedIn({ rubric, place, kept }) {
  const asked = (answers) => handedInCodes(rubric, place.entry.scorer, answers);
  const version = kept.groups[place.entry.group].rubric;
  const { asking } = place;
  return { rubric: version, made_at: new Date().toISOString(), asked, asking };
}

async function handIn(app) {
  const view = derive(app.state.get());
  if (view.isHandingIn || view.soFar.blanks.length) return;
  const wrong = checkAnswers(view.rubric, view.place.entry.scorer, view.sheet.answers);
  if (wrong) {
    app.state.change({ refused: wrongWords(view.rubric, wrong) });
    return;
  }
  app.state.change({ isHandingIn: true, refused: null });
  try {
    await bookOf(app).handIn(handedIn(view));
  } catch (error) {
    await refuse(app, error, view);
    return;
  }
  await after(app, view);
}

function wrongWords(rubric, { why, code }) {
  if (why === "two_cases") {
    return _("Only one case of %(code)s may be answered; clear the other.", { code });
  }
  return _("The answer to %(code)s does not fit the rubric any more: answer it again.", { code });
}

async function refuse(app, error, view) {
  const isChanged = error.name === "ChangedMeanwhile";
  if (!isChanged && error.why !== "too_large") return told(app, error, view);
  // The draft is still there; what is wrong with it is no business of whoever is here now.
  if (!isStillOn(app, view)) return undefined;
  if (isChanged) {
    const says = _("An answer has changed meanwhile: look at the sheet, then hand it in again.");
    app.state.change({ isHandingIn: false, refused: says });
    return app.reopen();
  }
  const refused = _("The notes are too long to be sent: shorten them.");
  return app.state.change({ isHandingIn: false, refused });
}

/** After handing in: the screen that tells what becomes of it. */
async function after(app, view) {
  await app.reopen();
  // Somebody may have locked the tablet meanwhile: the version is in the queue all the same.
  if (!isStillOn(app, view)) {
    app.sync.sendNow();
    return;
  }
  app.state.change({ isHandingIn: false, isCorrecting: false, blanksShown: false, store: null });
  if (app.state.get().isTraining) receiveTraining(app);
  else app.sync.sendNow();
  go(app, "done", view.place.key);
}

function receiveTraining(app) {
  const book = bookOf(app);
  setTimeout(async () => {
    const sheet = await book.receive();
    if (app.state.get().isTraining) app.state.change({ sheet, said: _("Received") });
    await app.refresh();
  }, TRAINING_WAIT);
}

async function keepVersion(app, { identity }) {
  const view = derive(app.state.get());
  app.state.change({ isHandingIn: true });
  try {
    await answerQuestion(app.store, view.place.place, {
      question: view.sheet.question,
      keep: identity,
      rubric: view.kept.groups[view.place.entry.group].rubric,
      made_at: new Date().toISOString(),
    });
  } catch (error) {
    await refuse(app, error, view);
    return;
  }
  await after(app, view);
}

async function trainAgain(app) {
  if (await keep(app, (book) => book.startAgain())) {
    go(app, "sheet", app.state.get().place.key);
    await app.refresh();
  }
}
