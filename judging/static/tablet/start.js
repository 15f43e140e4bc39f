/** Begins the app. What the page says until then stays on it if something is missing. */

import { giveWay } from "./rescue.js";

// The device opens the store while the rest of the app is read.
const opening = import("./store.js").then(({ openStore }) => openStore());
// Its trouble is told by the app.
opening.catch(() => {});

try {
  const [{ startApp }] = await Promise.all([
    import("./app.js"),
    import("./words.js").then(({ loadWords }) => loadWords()),
    navigator.serviceWorker?.controller ? null : readOthers(),
  ]);
  await startApp(document.getElementById("app"), opening);
} catch (trouble) {
  giveWay();
  throw trouble;
}

/** Over a network the whole app comes first: a line that breaks leaves no half of it. */
function readOthers() {
  document.head.append(document.getElementById("others").content);
  return import("./screens/others.js");
}
