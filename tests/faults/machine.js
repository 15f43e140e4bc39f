/** The fault machine: tablets, a network that fails, servers that die, and the truth beside it. */

import { WEIGHTS, act } from "./acts.js";
import { Channel } from "./channel.js";
import { findFaults } from "./checker.js";
import { breathe, pause } from "./hours.js";
import { Model } from "./model.js";
import { Tablet } from "./tablet.js";

const AT_ONCE = 6;
const HOURS_TO_DRAIN = 400;

export class Machine {
  constructor({ chance, hours, servers, organiser }) {
    Object.assign(this, { chance, hours, servers, organiser });
    this.model = new Model();
    this.faults = {};
    this.done = {};
    this.channel = new Channel(this);
    this.isClosed = false;
    this.busy = new Set();
  }

  /** A competition with its judges, and tablets: own, shared, and two for one judge. */
  async build({ judges, entries }) {
    const facts = await this.organiser.ask("build", { judges, entries });
    Object.assign(this, { points: facts.points, entries: facts.entries });
    const people = [...facts.judges, facts.desk];
    this.judges = people;
    const shares = people.map((judge) => [judge]);
    shares[0].push(people[1], people[2]);
    shares.push([people[3], people[4]], [people[0]]);
    this.tablets = shares.map((share, number) => new Tablet(this, number, share));
    await this.servers.start();
    this.channel.isWhole = true;
    await Promise.all(this.tablets.map((tablet) => this.enrolAll(tablet)));
    this.channel.isWhole = false;
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
      while (this.busy.size >= AT_ONCE) {
        // All of them may wait for time to pass.
        await Promise.race([...this.busy, pause(2)]);
        this.hours.pass(20);
      }
      if (this.chance.happens(0.01)) await this.meddle();
      if (this.chance.happens(0.02)) void this.channel.deliverEchoes(0.3);
      const hasBegun = this.begin(this.chance.pick(this.tablets), this.chance.weighed(WEIGHTS));
      if (hasBegun) this.hours.pass(this.chance.below(300));
      else await breathe();
    }
  }

  get operations() {
    return Object.values(this.done).reduce((sum, count) => sum + count, 0);
  }

  begin(tablet, kind) {
    if (kind === "kill") return this.kill(tablet);
    if (tablet.busy) return false;
    this.track(tablet, kind, act(tablet, kind));
    return true;
  }

  kill(tablet) {
    if (tablet.isStarting) return false;
    tablet.isStarting = true;
    const work = tablet.kill().finally(() => (tablet.isStarting = false));
    this.track(tablet, "kill", work);
    return true;
  }

  /** Lets an act run; one of a life that was ended in its middle is never heard of again. */
  track(tablet, kind, work) {
    const { life } = tablet;
    const over = (was) => {
      if (was) this.done[kind] = (this.done[kind] ?? 0) + 1;
    };
    const mine = Promise.race([work, life.ending])
      .then(
        (done) => over(done !== false && !(life.isOver && kind !== "kill")),
        (error) => {
          if (!life.isOver || kind === "kill") this.model.fault(`${kind} failed`, error.stack);
        },
      )
      .finally(() => {
        this.busy.delete(mine);
        if (tablet.busy === mine) tablet.busy = null;
      });
    tablet.busy = mine;
    this.busy.add(mine);
  }

  /** What the organiser does in between. */
  async meddle() {
    const { chance, model } = this;
    const kind = chance.weighed({ close: 2, revoke: 4, recuse: 2, withdraw: 1 });
    if (this.isClosed && chance.happens(0.5)) return this.open();
    if (kind === "close" && !this.isClosed) {
      model.wasClosed = this.isClosed = true;
      await this.told("close");
    } else if (kind === "revoke") {
      const [person] = await chance
        .pick(this.tablets)
        .people()
        .catch(() => []);
      if (person) await this.told("revoke", { enrolment: person.enrolment });
    } else if (kind === "recuse" && model.recused.size < this.entries.length / 3) {
      const order = { judge: chance.pick(this.judges), entry: chance.pick(this.entries) };
      model.recused.add(`${order.judge} ${order.entry}`);
      await this.told("recuse", order);
    } else if (kind === "withdraw" && model.withdrawn.size < this.entries.length / 8) {
      const entry = chance.pick(this.entries);
      model.withdrawn.add(entry);
      await this.told("withdraw", { entry });
    }
    return undefined;
  }

  /** A tablet that is killed meanwhile has nobody on it. */
  whoIsOn(tablet) {
    return Promise.race([tablet.people(), tablet.life.ending.then(() => [])]).catch(() => []);
  }

  async open() {
    await this.told("reopen");
    this.isClosed = false;
  }

  async told(what, order) {
    this.faults[`organiser: ${what}`] = (this.faults[`organiser: ${what}`] ?? 0) + 1;
    return this.organiser.ask(what, order);
  }

  /** The network is healed: everybody has a right card, and everything drains. */
  async heal() {
    while (this.busy.size > 0) {
      await Promise.race([...this.busy, breathe()]);
      this.hours.pass(100);
    }
    this.channel.isWhole = true;
    await this.servers.start();
    // What still hangs in the broken network is given up.
    for (let second = 0; second < 120; second += 1) {
      this.hours.pass(1000);
      await breathe();
    }
    if (this.isClosed && this.chance.happens(0.5)) await this.open();
    for (const tablet of this.tablets) await this.drain(tablet);
    await this.channel.deliverEchoes(1);
    for (const tablet of this.tablets) await this.drain(tablet);
  }

  /** Sends until nothing is unsent; a judge whose card was revoked gets a new one. */
  async drain(tablet) {
    for (let hour = 0; hour < HOURS_TO_DRAIN; hour += 1) {
      const sending = tablet.sync.sendNow();
      let isOver = false;
      void sending.finally(() => (isOver = true));
      while (!isOver) {
        // Not faster than the servers are, or every answer would come too late.
        await pause(2);
        this.hours.pass(4);
      }
      const { unsent, needsCard } = tablet.sync.state();
      if (unsent === 0 && needsCard.length === 0) return;
      for (const { enrolment, judge } of await tablet.people()) {
        if (needsCard.includes(enrolment)) await tablet.useCard(judge.id);
      }
      this.hours.pass(61_000);
    }
  }

  /** What does not hold, in words; and how the versions ended. */
  async check() {
    const facts = await this.organiser.ask("facts");
    const rows = await Promise.all(
      this.tablets.map(async ({ stores: [store] }) => ({
        queue: await store.all("queue"),
        sent: await store.all("sent"),
      })),
    );
    const outcomes = {};
    for (const { outcome, reason } of facts.arrivals) {
      const name = reason ? `${outcome}: ${reason}` : outcome;
      outcomes[name] = (outcomes[name] ?? 0) + 1;
    }
    return { faults: findFaults(this.model, facts, rows, this.channel), outcomes };
  }
}
