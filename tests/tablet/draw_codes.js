/** Draws the codes of some typical sheets, for a reader that is not ours: JSON on the output. */

import "fake-indexeddb/auto";

import { codesOf, drawCode } from "../../judging/static/tablet/handover.js";
import { queueTexts, sheets, tablet } from "./house.js";

const KEY = "3dd1971ea7075270a3549139407d505e732acbb6080aa276bb6afa24b3c1e5a2";

const { store } = await tablet();
const texts = sheets(Number(process.argv[2]), JSON.parse(process.argv[3] ?? "{}"));
await queueTexts(store, 1, texts);
const { codes } = await codesOf(store, { enrolment: 1, handover_key: KEY });
const drawn = codes.map((code) => ({ code, ...drawCode(code) }));
console.log(JSON.stringify({ key: KEY, texts, drawn }));
