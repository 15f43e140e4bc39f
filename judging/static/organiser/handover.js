// Scans the codes of a handover in any order and sends them once all are there. Without a camera
// or this script the codes can be typed, and the file chosen.

import { QRCanvas, frameLoop, rearCamera } from "../vendor/qr/dom.js";
import { missingPlaces, readCodes, weigh } from "./codes.js";

const form = document.getElementById("handover");
const codes = form.elements.codes;
const find = (name) => form.querySelector(`[data-${name}]`);
const locale = document.documentElement.lang === "km" ? "km-u-nu-khmr" : "en";
const { format } = new Intl.NumberFormat(locale);

function tell(read, trouble = "") {
  const missing = missingPlaces(read);
  const parts = [];
  if (read.of) {
    parts.push(`${form.dataset.read} ${format(read.byPlace.size)} / ${format(read.of)}.`);
    if (missing.length)
      parts.push(`${form.dataset.missing} ${missing.map((place) => format(place)).join(", ")}.`);
  }
  find("status").textContent = [...parts, trouble].join(" ").trim();
}

function take(text, stop) {
  const read = readCodes(codes.value);
  const kind = weigh(read, text);
  if (kind !== "new") {
    tell(read, { other: form.dataset.other, foreign: form.dataset.foreign }[kind]);
    return;
  }
  codes.value = `${codes.value.trim()}\n${text}`.trim();
  const now = readCodes(codes.value);
  tell(now);
  if (now.of && !missingPlaces(now).length) {
    stop();
    form.requestSubmit();
  }
}

async function openCamera() {
  const player = find("camera");
  player.hidden = false;
  let camera;
  try {
    camera = await rearCamera(player);
  } catch {
    player.hidden = true;
    find("status").textContent = form.dataset.noCamera;
    return;
  }
  find("start").hidden = true;
  const canvas = new QRCanvas();
  let isReading = false;
  const stop = () => {
    cancel();
    camera.stop();
  };
  const cancel = frameLoop(async () => {
    if (isReading) return;
    isReading = true;
    const text = await camera.readFrame(canvas, true).catch(() => undefined);
    isReading = false;
    if (text) take(text, stop);
  }, player);
  addEventListener("pagehide", stop, { once: true });
}

if (navigator.mediaDevices?.getUserMedia) {
  find("scan").hidden = false;
  find("start").addEventListener("click", openCamera);
}
codes.addEventListener("input", () => tell(readCodes(codes.value)));
