// Renews the live room every few seconds: only what has changed, so that nothing flickers and
// scroll and focus stay. Without this script the page is renewed by loading it again.

import { renew } from "./renewing.js";

const EVERY = 4_000;
const room = document.getElementById("room");
const trouble = document.querySelector("#stale > *");
let mark = `"${room.dataset.mark}"`;
let isAsking = false;

/** @returns {Promise<Document|null>} the room of now, null where nothing has changed */
async function news() {
  const headers = { "If-None-Match": mark };
  const answer = await fetch(room.dataset.from, { headers, redirect: "error", cache: "no-store" });
  if (answer.status === 304) return null;
  if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  mark = answer.headers.get("ETag");
  return page;
}

async function look() {
  if (isAsking || document.hidden) return;
  isAsking = true;
  try {
    const page = await news();
    if (page) renew(room, page.getElementById("room"));
    trouble.hidden = true;
  } catch {
    trouble.hidden = false;
  } finally {
    isAsking = false;
  }
}

setInterval(look, EVERY);
document.addEventListener("visibilitychange", look);
