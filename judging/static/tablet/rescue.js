/**
 * A version that cannot even begin gives way to a newer one, whatever is unsent: its queue stays
 * in the store, which no version ever empties, and this version could not send it anyway.
 */

const WORKER = "/tablet/worker.js";
const HOW = { scope: "/tablet/", updateViaCache: "none" };
const AGAIN = 60 * 1000;

/** Looks for a newer version now and every minute, and starts it. */
export function giveWay(container = globalThis.navigator?.serviceWorker) {
  if (!container) return;
  container.addEventListener("message", ({ data: { newest, started } }) => {
    const version = started ?? newest;
    if (version === document.documentElement.dataset.version) return;
    if (started) location.reload();
    else startNewest(container);
  });
  container.startMessages();
  look(container);
  setInterval(() => look(container), AGAIN);
}

/** Without a network nothing changes, and it is tried again. */
async function look(container) {
  try {
    const registration = await container.register(WORKER, HOW);
    registration.addEventListener("updatefound", () => watch(registration, container));
    await registration.update();
    await startNewest(container);
  } catch {
    // The next minute comes.
  }
}

function watch({ installing }, container) {
  installing?.addEventListener("statechange", () => startNewest(container));
}

/** The newest worker opens its own version; ours among them would change nothing. */
async function startNewest(container) {
  const { waiting, active } = (await container.getRegistration(HOW.scope)) ?? {};
  (waiting ?? active)?.postMessage("start");
}
