// The screens by the name in their address.
import { cardScreen } from "./card.js";
import { openingScreen, stuckScreen } from "./opening.js";
import { pinScreen } from "./pin.js";
import { whoScreen } from "./who.js";

/** At first those that somebody sees before a PIN is typed; `readOthers` adds the others. */
export const SCREENS = {
  opening: openingScreen,
  stuck: stuckScreen,
  card: cardScreen,
  pin: pinScreen,
  who: whoScreen,
};

/** Reads the other screens: a third of the code, for which a first screen need not wait. */
export async function readOthers() {
  const { OTHERS } = await import("./others.js");
  Object.assign(SCREENS, OTHERS);
}
