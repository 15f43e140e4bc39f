// Getting sheets to the organiser: by the network, or last by codes and a file.
import { takeOver } from "../writer.js";
import { told } from "./keeping.js";
import { go } from "./moving.js";

/** What is done about unsent sheets. @param {object} app */
export function sendingActs(app) {
  return {
    sendNow: () => app.sync.sendNow(),
    showCodes: (person) => showCodes(app, person),
    showCode: (at) => app.state.change({ codes: { ...app.state.get().codes, at } }),
    closeCodes: () => closeCodes(app),
    saveFile: (person) => saveFile(app, person),
    takeOver: () => takeOverHere(app),
    update: () => app.shell?.startNew(),
  };
}

/** The codes of one judge's unsent sheets. @param {object} app @param {object} person enrolled here */
async function showCodes(app, person) {
  app.state.change({ codes: { drawn: [], at: 0, onlyByFile: [], isMaking: true } });
  go(app, "codes");
  stayAwake(app);
  try {
    const { codesOf, drawCode } = await import("../handover.js");
    const { codes, onlyByFile } = await codesOf(app.store, person);
    app.state.change({ codes: { drawn: codes.map(drawCode), at: 0, onlyByFile } });
  } catch (error) {
    go(app, "unsent");
    told(app, error);
  }
}

/** The screen stays on while the organiser reads, where the browser can do that. */
async function stayAwake(app) {
  try {
    app.wakeLock = await navigator.wakeLock.request("screen");
  } catch {
    // The judge touches the screen now and then: it works without.
  }
}

function closeCodes(app) {
  app.wakeLock?.release();
  app.wakeLock = null;
  if (app.state.get().codes) app.state.change({ codes: null });
}

async function saveFile(app, person) {
  try {
    const { fileOf } = await import("../handover.js");
    const { name, text } = await fileOf(app.store, person);
    const file = new File([text], name, { type: "application/json" });
    if (navigator.canShare?.({ files: [file] })) await navigator.share({ files: [file] });
    else download(file);
    app.state.change({ saved: { name, enrolment: person.enrolment } });
  } catch (error) {
    // Somebody closed the sharing without choosing: nothing was saved, nothing is lost.
    if (error.name !== "AbortError") told(app, error);
  }
}

function download(file) {
  const address = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = address;
  link.download = file.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** This window writes from now on; the other one is told. */
async function takeOverHere(app) {
  await takeOver({ onLost: app.loseWriter });
  app.state.change({ isOther: false });
  await app.reopen();
  app.sync.sendNow();
}
