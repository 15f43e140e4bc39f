/** Keeps the app on the tablet; a new version of it starts only when nothing can be disturbed. */

const WORKER = "/tablet/worker.js";
const HOW = { scope: "/tablet/", updateViaCache: "none" };
const LOOK_AGAIN = 60 * 60 * 1000;
const KEEP_AGAIN = 60 * 1000;
const START_AGAIN = 10 * 1000;

/**
 * What the shell knows of itself. `kept`: "yes" = the app opens without a network; "soon" = it is
 * on its way here, or could not be fetched yet; "no" = this browser or address cannot keep it.
 * `newVersion`: a newer one lies ready and waits.
 *
 * @typedef {{kept: "yes"|"soon"|"no", newVersion: boolean}} ShellState
 */

/**
 * Registers the worker. Nothing that fails here stops the app: it works while it is open.
 *
 * @param {object} asks
 * @param {() => Promise<number>} asks.unsent how many versions have no receipt, of all judges.
 * @param {() => boolean} [asks.editing] whether a sheet is on the screen.
 * @param {(state: ShellState) => void} [asks.tell] called with every change.
 * @param {object} [parts] the browser's own, for tests.
 * @returns {Promise<Shell>}
 */
export async function startShell(asks, parts = browserParts()) {
  const shell = new Shell(asks, parts);
  await shell.begin();
  return shell;
}

function browserParts() {
  return {
    container: globalThis.isSecureContext ? navigator.serviceWorker : undefined,
    page: document,
    version: document.documentElement.dataset.version,
    reload: () => location.reload(),
    every: (milliseconds, work) => setInterval(work, milliseconds),
  };
}

/** The app's own files on this tablet, and which version of them runs. */
class Shell {
  #asks;
  #parts;
  #registration = null;
  #isOld = false;
  #isWished = false;
  #isReloading = false;
  /** @type {ShellState} */
  state = { kept: "soon", newVersion: false };

  constructor({ unsent, editing = () => false, tell = () => {} }, parts) {
    this.#asks = { unsent, editing, tell };
    this.#parts = parts;
  }

  /** Called once, by `startShell`. */
  async begin() {
    const { container, page, every } = this.#parts;
    if (!container) return this.#now({ kept: "no" });
    container.addEventListener("message", ({ data }) => this.#hear(data));
    container.startMessages();
    page.addEventListener("visibilitychange", () => {
      if (page.visibilityState === "visible") this.lookForNew();
    });
    every(LOOK_AGAIN, () => this.lookForNew());
    every(KEEP_AGAIN, () => this.state.kept === "yes" || this.lookForNew());
    every(START_AGAIN, () => this.startNewIfQuiet());
    container.controller?.postMessage("newest");
    await this.lookForNew();
  }

  /** Asks the server for the app, or for a newer one; without a network nothing changes. */
  async lookForNew() {
    try {
      const registration = await this.#parts.container.register(WORKER, HOW);
      if (registration !== this.#registration) {
        this.#registration = registration;
        registration.addEventListener("updatefound", () => this.#watch());
      }
      this.#watch();
      if (registration.active) await registration.update();
    } catch (trouble) {
      if (!this.#registration && trouble.name === "SecurityError") this.#now({ kept: "no" });
    }
  }

  /**
   * Starts the new version if nothing is unsent and no sheet is on the screen.
   * Worth calling when the queue has become empty or a sheet was left; also tried every 10 seconds.
   *
   * @returns {Promise<boolean>} whether it starts: the page then loads once more.
   */
  async startNewIfQuiet() {
    return !this.#asks.editing() && this.#start();
  }

  /**
   * Starts the new version because the judge says so, on a sheet too: every tap is stored.
   *
   * @returns {Promise<boolean>} false while something is unsent, or nothing newer is here.
   */
  async startNew() {
    this.#isWished = await this.#start();
    return this.#isWished;
  }

  async #start() {
    // A store that cannot be asked may hold something.
    const unsent = this.state.newVersion && (await this.#asks.unsent().catch(() => 1));
    if (unsent !== 0) return false;
    const { waiting, active } = this.#registration;
    (waiting ?? active).postMessage("start");
    return true;
  }

  #watch() {
    this.#registration.installing?.addEventListener("statechange", () => this.#look());
    this.#look();
  }

  #look() {
    const { active, waiting } = this.#registration;
    const newVersion = this.#isOld || Boolean(waiting && active);
    this.#now({ kept: active ? "yes" : "soon", newVersion });
  }

  /** The worker tells of its version, or that it starts: by this tab's wish, or another tab's. */
  #hear({ newest, started }) {
    this.#isOld = (started ?? newest) !== this.#parts.version;
    if (this.#registration) this.#look();
    if (started && this.#isOld && (this.#isWished || !this.#asks.editing())) this.#reload();
  }

  #reload() {
    if (this.#isReloading) return;
    this.#isReloading = true;
    this.#parts.reload();
  }

  #now(change) {
    const before = this.state;
    this.state = { ...before, ...change };
    const isSame = Object.keys(change).every((name) => before[name] === change[name]);
    if (!isSame) this.#asks.tell(this.state);
  }
}
