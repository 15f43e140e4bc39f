/** Begins the app. What the page says until then stays on it if something is missing. */

import { giveWay } from "./rescue.js";

try {
  const [{ startApp }, { loadWords }] = await Promise.all([
    import("./app.js"),
    import("./words.js"),
  ]);
  await loadWords();
  const root = document.getElementById("app");
  root.replaceChildren();
  await startApp(root);
} catch (trouble) {
  giveWay();
  throw trouble;
}
