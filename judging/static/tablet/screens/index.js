// The screens by the name in their address.
import { cardScreen } from "./card.js";
import { codesScreen } from "./codes.js";
import { doneScreen } from "./done.js";
import { flightScreen } from "./flight.js";
import { openingScreen, stuckScreen } from "./opening.js";
import { pinScreen } from "./pin.js";
import { questionScreen } from "./question.js";
import { reviewScreen } from "./review.js";
import { settingsScreen } from "./settings.js";
import { sheetScreen } from "./sheet.js";
import { unsentScreen } from "./unsent.js";
import { whoScreen } from "./who.js";

export const SCREENS = {
  opening: openingScreen,
  stuck: stuckScreen,
  card: cardScreen,
  pin: pinScreen,
  who: whoScreen,
  flight: flightScreen,
  sheet: sheetScreen,
  review: reviewScreen,
  done: doneScreen,
  question: questionScreen,
  unsent: unsentScreen,
  codes: codesScreen,
  settings: settingsScreen,
};
