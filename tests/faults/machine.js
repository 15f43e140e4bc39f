/** The fault machine: one competition on tablets, a network that fails, servers that die. */

import { WEIGHTS, act } from "./acts.js";
import { Channel } from "./channel.js";
import { findFaults } from "./checker.js";
import { drainAll } from "./draining.js";
import { breathe, pause } from "./hours.js";
import { Model } from "./model.js";
import { Secretariat } from "./secretariat.js";
import { Tablet } from "./tablet.js";

const AT_ONCE = 6;
/** Milliseconds in the real world in which some act must end. */
const PATIENCE = 180_000;
/** Acts that go on when the life of the app in which they began is over. */
const OUTLIVE = new Set(["kill", "replace"]);

export class Machine {
  constructor({ chance, hours, servers, organiser }) {
    Object.assign(this, { chance, hours, servers, organiser });
    this.model = new Model();
    this.faults = {};
    this.done = {};
    this.handovers = [];
    this.keyless = new Set();
    this.channel = new Channel(this);
    this.secretariat = new Secretariat(this);
    this.busy = new Map();
    this.lastEnd = performance.now();
    this.meddling = null;
  }

  /**
   * A competition with its judges, and tablets: own, shared, and two for one judge; some of them
   * are those of the last competition, with what they hold.
   */
  async build({ edition, judges, entries }, last) {
    const facts = await this.organiser.ask("build", { edition, judges, entries });
    Object.assign(this, facts);
    const people = [...facts.judges, facts.desk];
    this.judges = people;
    const shares = people.map((judge) => [judge]);
    shares[0].push(people[1], people[2]);
    shares.push([people[3], people[4], facts.desk], [people[0]]);
    await this.servers.start();
    this.channel.isWhole = true;
    this.tablets = [];
    for (const [place, share] of shares.entries()) {
      this.tablets.push(await this.tabletFor(share, last?.tablets[place]));
    }
    this.usedBefore = this.tablets.filter(({ earlier }) => earlier > 0).length;
    await Promise.all(this.tablets.map((tablet) => this.enrolAll(tablet)));
    this.channel.isWhole = false;
  }

  async tabletFor(judges, old) {
    if (!old || old.earlier > 0 || this.chance.happens(0.6)) {
      old?.life.end();
      return new Tablet(this, judges);
    }
    await old.goOn(this, judges);
    return old;
  }

  async enrolAll(tablet) {
    await tablet.start();
    for (const judge of tablet.judges) await tablet.useCard(judge);
    for (const person of await tablet.people()) await tablet.fetchCompetition(person);
  }

  /** So many operations that did something, several tablets at once, while hours pass. */
  async run(operations) {
    const most = operations * 100;
    for (let tried = 0; this.operations < operations && tried < most; tried += 1) {
      while (this.busy.size >= AT_ONCE) await this.wait();
      if (this.chance.happens(0.05)) this.meddle();
      if (this.chance.happens(0.02)) void this.channel.deliverEchoes(0.3);
      const hasBegun = this.begin(this.chance.pick(this.tablets), this.chance.weighed(WEIGHTS));
      if (hasBegun) this.hours.pass(this.chance.below(300));
      else await breathe();
    }
  }

  /** Until one of the acts is over; all of them may wait for time to pass. */
  async wait() {
    await Promise.race([...this.busy.keys(), pause(2)]);
    this.hours.pass(20);
    if (performance.now() - this.lastEnd > PATIENCE) {
      throw new Error(`These never end: ${[...this.busy.values()].join(", ")}`);
    }
  }

  /** Something beside the tablets, one thing at a time, while they go on. */
  meddle() {
    this.meddling ??= this.secretariat
      .meddle()
      .catch((error) => this.model.fault("the organiser failed", error.stack))
      .finally(() => (this.meddling = null));
  }

  get operations() {
    return Object.values(this.done).reduce((sum, count) => sum + count, 0);
  }

  /** Begins an act; a tablet may be killed in the middle of another. */
  begin(tablet, kind) {
    if (tablet.isStarting || (tablet.busy && kind !== "kill")) return false;
    this.track(tablet, kind, kind === "kill" ? this.kill(tablet) : act(tablet, kind));
    return true;
  }

  kill(tablet) {
    tablet.isStarting = true;
    return tablet.kill().finally(() => (tablet.isStarting = false));
  }

  /** Lets an act run; one of a life that was ended in its middle is never heard of again. */
  track(tablet, kind, work) {
    const { life } = tablet;
    const isItsOwn = OUTLIVE.has(kind);
    const over = (was) => {
      if (was) this.done[kind] = (this.done[kind] ?? 0) + 1;
    };
    const mine = (isItsOwn ? work : life.untilOver(work))
      .then(
        (done) => over(done !== false && (isItsOwn || !life.isOver)),
        (error) => {
          if (!life.isOver || kind === "kill") this.model.fault(`${kind} failed`, error.stack);
        },
      )
      .finally(() => {
        this.busy.delete(mine);
        this.lastEnd = performance.now();
        if (tablet.busy === mine) tablet.busy = null;
      });
    tablet.busy = mine;
    this.busy.set(mine, kind);
  }

  /** Whether a handover of this enrolment may lack its proof, through no fault of the tablet. */
  mayBeUnproven(enrolment) {
    const secrets = this.tablets.map((tablet) => tablet.secrets.get(enrolment));
    return this.keyless.has(enrolment) || secrets.some((one) => this.channel.hasDoubled(one));
  }

  /** Tells the organiser to do something; it counts as something that happened. */
  async told(what, order) {
    this.faults[`organiser: ${what}`] = (this.faults[`organiser: ${what}`] ?? 0) + 1;
    return this.organiser.ask(what, order);
  }

  /** The network is healed: everybody has a right card, and everything drains. */
  async heal() {
    while (this.busy.size > 0) await this.wait();
    await this.meddling;
    this.channel.isWhole = true;
    await this.servers.start();
    // What still hangs in the broken network is given up.
    for (let second = 0; second < 120; second += 1) {
      this.hours.pass(1000);
      await breathe();
    }
    await this.secretariat.rest();
    await drainAll(this);
    await this.channel.deliverEchoes(1);
    if (this.chance.happens(0.5)) await this.secretariat.decideAll();
    await drainAll(this);
  }

  /** What does not hold, in words; and how the versions ended. */
  async check() {
    for (const tablet of this.tablets) await tablet.checkWhatWasKept();
    const facts = await this.organiser.ask("facts");
    const rows = await Promise.all(this.tablets.map((tablet) => tablet.rows()));
    return { faults: findFaults(this, facts, rows), outcomes: outcomesIn(facts) };
  }

  /** What is kept of the competition now: nothing of it may change any more. */
  async fingerprint() {
    const { number: competition } = this;
    return { competition, ...(await this.organiser.ask("fingerprint", { competition })) };
  }
}

function outcomesIn({ arrivals }) {
  const outcomes = {};
  for (const { outcome, reason } of arrivals) {
    const name = reason ? `${outcome}: ${reason}` : outcome;
    outcomes[name] = (outcomes[name] ?? 0) + 1;
  }
  return outcomes;
}
