/** Sending: when it is tried, how long to wait, and what the screens are told about it. */

import { sendUnsent } from "./sending.js";
import { later } from "./server.js";
import { copyDrafts, keepName, settleReceipts, tabletNow } from "./contact.js";
import { unsent } from "./outbox.js";

const FIRST_WAIT = 5_000;
const LONGEST_WAIT = 60_000;
/** A round of sending that takes longer than this hangs: its answers count, its turn is over. */
const LONGEST_TURN = 180_000;
/** Failures after which a version is told as stuck. */
const STUCK = 3;
const CUT = new Set(["no_network", "not_enrolled"]);
/** Contacts of one enrolment with nothing new to tell are at least so far apart. */
const BETWEEN_CONTACTS = 10_000;
const WAKING = [
  ["focus", "window"],
  ["pageshow", "window"],
  ["online", "window"],
  ["visibilitychange", "document"],
];

/**
 * @typedef {{unsent: number, lastSentAt: number|null, trouble: string|null,
 *   sentence: {km: string, en: string}|null, needsCard: number[], stuck: string[],
 *   clockAhead: number|null, isSending: boolean}} SyncState
 * `needsCard` are enrolments that the server does not know any more; `stuck` are identities that
 * the server has failed to take again and again, all still in the queue; `clockAhead` is in
 * seconds.
 */

/**
 * Starts to send whatever is unsent, and never stops trying.
 *
 * @param {{store: object, server: object, onChange?: (state: SyncState) => void,
 *   clock?: () => number, random?: () => number, schedule?: typeof later, page?: object,
 *   appVersion?: string, isWriter?: () => boolean, isTyping?: () => boolean}} parts
 *   `isWriter`: only the tab that writes sends. `isTyping`: drafts are not copied meanwhile.
 * @returns {{sendNow: () => Promise<void>, state: () => SyncState, stop: () => void}}
 */
export function startSync(parts) {
  const sync = new Sync({
    onChange: () => {},
    clock: Date.now,
    random: Math.random,
    schedule: later,
    page: globalThis,
    appVersion: "",
    isWriter: () => true,
    isTyping: () => false,
    ...parts,
  });
  sync.listen();
  sync.sendNow();
  return {
    sendNow: () => sync.sendNow(),
    state: () => sync.state,
    stop: () => sync.stop(),
  };
}

class Sync {
  constructor(parts) {
    Object.assign(this, parts);
    this.state = {
      unsent: 0,
      lastSentAt: null,
      trouble: null,
      sentence: null,
      needsCard: [],
      stuck: [],
      clockAhead: null,
      isSending: false,
    };
    this.failures = new Map();
    this.contacts = new Map();
    this.setbacks = 0;
    this.turn = 0;
    this.running = null;
    this.isAskedAgain = false;
    this.isStopped = false;
    this.callOff = () => {};
    this.deafen = () => {};
  }

  listen() {
    const wake = () => {
      if (this.page.document?.visibilityState !== "hidden") this.sendNow();
    };
    const heard = WAKING.map(([name, of]) => [
      name,
      of === "window" ? this.page : this.page.document,
    ]);
    heard.forEach(([name, target]) => target?.addEventListener?.(name, wake));
    this.deafen = () => heard.forEach(([name, of]) => of?.removeEventListener?.(name, wake));
  }

  stop() {
    this.isStopped = true;
    this.turn += 1;
    this.callOff();
    this.deafen();
  }

  /** Sends now, or once more when the sending under way is done; settles when that is over. */
  async sendNow() {
    if (this.isStopped) return;
    if (this.running) {
      this.isAskedAgain = true;
      await this.running;
      return;
    }
    this.callOff();
    this.running = this.sendTurns();
    await this.running;
  }

  async sendTurns() {
    const turn = (this.turn += 1);
    const goesOn = () => turn === this.turn && !this.isStopped;
    const free = () => {
      if (turn === this.turn) this.running = null;
    };
    const giveUp = this.schedule(() => {
      if (!goesOn()) return;
      free();
      this.turn += 1;
      this.sendNow();
    }, LONGEST_TURN);
    do {
      this.isAskedAgain = false;
      await this.sendOnce(goesOn);
    } while (this.isAskedAgain && goesOn() && !this.state.trouble);
    giveUp();
    if (!goesOn()) return;
    free();
    this.callOff = this.schedule(() => this.sendNow(), this.wait());
  }

  /** Five seconds after the first trouble, a minute at most, never two tablets in step. */
  wait() {
    const wait = this.setbacks ? FIRST_WAIT * 2 ** (this.setbacks - 1) : LONGEST_WAIT;
    return Math.round(Math.min(wait, LONGEST_WAIT) * (0.75 + this.random() / 2));
  }

  async sendOnce(goesOn) {
    if (!this.isWriter()) return this.countUnsent(goesOn);
    // Told before anything is sent: on a bad line that takes long, and "unsent: 0" would be a lie.
    await this.countUnsent(goesOn, { isSending: true });
    let result;
    try {
      result = await this.sendAll(goesOn);
    } catch {
      // The store's own trouble is told where it is met, on the screens; the queue is untouched.
      result = { trouble: "storage", needsCard: this.state.needsCard };
    }
    if (!goesOn()) return undefined;
    this.setbacks = result.trouble ? this.setbacks + 1 : 0;
    return this.countUnsent(goesOn, {
      isSending: false,
      trouble: result.trouble,
      sentence: result.sentence ?? null,
      needsCard: result.needsCard,
      clockAhead: this.server.clockAhead(),
    });
  }

  /** Every enrolment in turn; one without a right key does not stop the others. */
  async sendAll(goesOn) {
    const needsCard = [];
    let worst = { trouble: null };
    const line = this.lineOf(goesOn);
    for (const { enrolment } of await this.store.all("enrolments")) {
      if (!goesOn()) break;
      const { sent, told } = await this.serve(line, enrolment);
      if (told.trouble === "not_enrolled") needsCard.push(enrolment);
      else worst = [told, sent].find(({ trouble }) => trouble) ?? worst;
      if (told.trouble === "no_network") break;
    }
    return { ...worst, needsCard };
  }

  /** Sends and visits for one enrolment; a store in trouble there does not stop the others. */
  async serve(line, enrolment) {
    const unkept = () => ({ trouble: "storage" });
    const sent = await sendUnsent(line, enrolment).catch(unkept);
    // What the server cannot take does not keep the tablet from telling that it is there.
    if (CUT.has(sent.trouble)) return { sent, told: sent };
    return { sent, told: await this.visit(enrolment, line.goesOn).catch(unkept) };
  }

  lineOf(goesOn) {
    return {
      store: this.store,
      server: this.server,
      failures: this.failures,
      goesOn,
      onSettled: () => this.countUnsent(goesOn, { lastSentAt: this.clock() }),
    };
  }

  /** Contact with the server, and copies of drafts, after the versions of an enrolment. */
  async visit(enrolment, goesOn) {
    const person = await this.store.read("enrolments", enrolment);
    if (!person || !goesOn()) return { trouble: null };
    const told = await this.contact(person);
    return told.trouble || this.isTyping() ? told : copyDrafts(this, person);
  }

  /** Tells the server how the tablet is, and learns what was decided. */
  async contact(person) {
    const { enrolment, key } = person;
    const now = await tabletNow(this);
    const last = this.contacts.get(enrolment);
    const isSoon = last && Math.abs(this.clock() - last.at) < BETWEEN_CONTACTS;
    if (isSoon && last.unsent === now.unsent) return { trouble: null };
    const answer = await this.server.contact(key, now);
    if (!answer.ok) return answer;
    this.contacts.set(enrolment, { at: this.clock(), unsent: now.unsent });
    await keepName(this.store, person, answer.body.tablet);
    return settleReceipts(this.store, answer.body.receipts);
  }

  async countUnsent(goesOn, change = {}) {
    let waiting;
    try {
      waiting = await unsent(this.store);
    } catch {
      return this.tell(change);
    }
    const stuck = waiting
      .map(({ identity }) => identity)
      .filter((identity) => (this.failures.get(identity) ?? 0) >= STUCK);
    return goesOn() ? this.tell({ ...change, unsent: waiting.length, stuck }) : undefined;
  }

  tell(change) {
    const before = JSON.stringify(this.state);
    this.state = { ...this.state, ...change };
    if (JSON.stringify(this.state) === before) return;
    try {
      this.onChange(this.state);
    } catch (error) {
      // A screen that fails must not stop the sending.
      globalThis.reportError?.(error);
    }
  }
}
