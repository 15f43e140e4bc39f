// The screens that stand behind the first ones, and what only they lead to.
import { codesScreen } from "./codes.js";
import { doneScreen } from "./done.js";
import { flightScreen } from "./flight.js";
import { leavingScreen } from "./leaving.js";
import { questionScreen } from "./question.js";
import { reviewScreen } from "./review.js";
import { settingsScreen } from "./settings.js";
import { sheetScreen } from "./sheet.js";
import { unsentScreen } from "./unsent.js";
// acts/sending.js asks for it when it is wanted: by then it is here.
import "../handover.js";

export const OTHERS = {
  flight: flightScreen,
  leaving: leavingScreen,
  sheet: sheetScreen,
  review: reviewScreen,
  done: doneScreen,
  question: questionScreen,
  unsent: unsentScreen,
  codes: codesScreen,
  settings: settingsScreen,
};
