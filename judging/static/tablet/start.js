/** Begins the app. What the page says until then stays on it if something is missing. */

import { startApp } from "./app.js";
import { loadWords } from "./words.js";

await loadWords();
const root = document.getElementById("app");
root.replaceChildren();
await startApp(root);
