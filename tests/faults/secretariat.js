/** What happens beside the tablets: the organiser meddles, and judges sit at the page of the app. */

import { handedInCodes } from "../../judging/static/tablet/law.js";
import { takeInAgain } from "./handovers.js";
import { toggled } from "./scoring.js";

const WEIGHTS = {
  close: 4,
  revoke: 6,
  recuse: 3,
  withdraw: 2,
  ban: 1,
  allow: 4,
  decide: 14,
  open_page: 10,
  send_page: 12,
  take_in_again: 4,
};
const PAGES = 8;

export class Secretariat {
  constructor(world) {
    this.world = world;
    this.isClosed = false;
    this.pages = [];
  }

  /** One thing, where it is its time. */
  meddle() {
    const { chance } = this.world;
    if (this.isClosed && chance.happens(0.3)) return this.open();
    return this[chance.weighed(WEIGHTS)]();
  }

  async close() {
    if (this.isClosed) return;
    this.world.model.wasClosed = this.isClosed = true;
    await this.world.told("close");
  }

  async open() {
    await this.world.told("reopen");
    this.isClosed = false;
  }

  async revoke() {
    const person = await this.anybodyOnATablet();
    if (person) await this.world.told("revoke", { enrolment: person.enrolment });
  }

  async recuse() {
    const { chance, model, entries, judges } = this.world;
    if (model.recused.size >= entries.length / 3) return;
    const order = { judge: chance.pick(judges), entry: chance.pick(entries) };
    model.recused.add(`${order.judge} ${order.entry}`);
    await this.world.told("recuse", order);
  }

  async withdraw() {
    const { chance, model, entries } = this.world;
    if (model.withdrawn.size >= entries.length / 8) return;
    const entry = chance.pick(entries);
    model.withdrawn.add(entry);
    await this.world.told("withdraw", { entry });
  }

  /** A tablet is in other hands: what it hands over proves nothing until it has new cards. */
  async ban() {
    const { chance, keyless } = this.world;
    const tablet = chance.pick(this.world.tablets);
    const person = tablet.banned ? null : await this.anybodyOnATablet(tablet);
    if (!person) return;
    const told = await this.world.told("ban", { enrolment: person.enrolment });
    if (told.refused) return;
    tablet.banned = told.tablet;
    told.keyless.forEach((enrolment) => keyless.add(enrolment));
  }

  async allow() {
    for (const tablet of this.world.tablets) {
      if (tablet.banned) await this.world.told("allow", { tablet: tablet.banned });
      tablet.banned = null;
    }
  }

  /** A version that waits counts after all, or is left out. */
  async decide() {
    const { chance } = this.world;
    const { waiting } = await this.world.organiser.ask("waiting");
    if (waiting.length > 0) await this.decideOne(chance.pick(waiting), chance.happens(0.6));
  }

  /** Nothing waits any more: what may not count is left out. */
  async decideAll() {
    const { organiser, model } = this.world;
    const { waiting } = await organiser.ask("waiting");
    for (const one of waiting) {
      if (!(await this.decideOne(one, true))) await this.decideOne(one, false);
    }
    const { waiting: left } = await organiser.ask("waiting");
    left.forEach(({ identity }) => model.fault("still waits after the decision", identity));
  }

  async decideOne({ arrival, identity }, accepts) {
    const { model } = this.world;
    const { refused } = await this.world.told("decide", { arrival, accepts });
    if (!refused) {
      model.decided.set(identity, accepts ? "accepted" : "left_out");
      return true;
    }
    const { judge, entry } = model.versions.get(identity) ?? {};
    const isBarred = model.withdrawn.has(entry) || model.recused.has(`${judge} ${entry}`);
    const mayBe = model.isReplaced(identity) || (accepts && isBarred);
    if (!mayBe) model.fault("a decision was refused", { identity, refused });
    return false;
  }

  async open_page() {
    const { chance, judges, entries } = this.world;
    if (this.pages.length >= PAGES) return;
    const who = { judge: chance.pick(judges), entry: chance.pick(entries) };
    const told = await this.world.told("open_page", who);
    if (!told.refused) this.pages.push({ ...who, ...told });
  }

  /** Everything on the page is answered anew, and a button pressed; most pages are then left. */
  async send_page() {
    const { chance, model } = this.world;
    if (this.pages.length === 0) return;
    const page = chance.pick(this.pages);
    const { sheet, given, ticked } = this.fill(page);
    const hands_in = chance.happens(0.7);
    const order = { page: page.page, answers: given, ticked, hands_in };
    await this.callBack(page);
    const { status, line, made } = await this.world.told("send_page", order);
    if (status === 302) {
      this.count(hands_in ? "page: handed in" : "page: draft");
      if (line && sheet.scorer === "desk") {
        model.ticks.set(line, { ticked, shown: page.shown });
      }
      if (made) model.addPage(made, line, sheet);
    }
    if (status === 302 || chance.happens(0.3)) {
      this.pages = this.pages.filter((one) => one !== page);
    }
  }

  /** A tablet with an unsent version of this very sheet sends in the same moment. */
  async callBack(page) {
    const isOfIt = (row) => row.judge === page.judge && row.entry === page.entry;
    for (const tablet of this.world.tablets) {
      const rows = await tablet.life.untilOver(tablet.rows().catch(() => false));
      if (!rows || !rows.queue.some(isOfIt)) continue;
      tablet.isOffline = false;
      void tablet.sync.sendNow();
      this.count("page: together with a tablet");
    }
  }

  fill({ judge, entry, shown }) {
    const { chance, points, papers, round, desk, meaning } = this.world;
    const scorer = judge === desk ? "desk" : "panel";
    const given = Object.fromEntries(
      points[scorer].map(({ criterion, points: possible }) => [criterion, chance.pick(possible)]),
    );
    const codes = handedInCodes(meaning, scorer, given);
    const answers = Object.fromEntries(codes.map((code) => [code, given[code]]));
    const ticked = scorer === "desk" ? toggled(shown, chance.pick(papers)) : [];
    return { sheet: { judge, entry, round, scorer, answers }, given, ticked };
  }

  async take_in_again() {
    if (this.world.handovers.length > 0) await takeInAgain(this.world);
  }

  /** All tablets are in use again, and half the time the round is open. */
  async rest() {
    await this.allow();
    if (this.isClosed && this.world.chance.happens(0.5)) await this.open();
  }

  /** Somebody who is enrolled on it; nobody while the app starts. */
  async anybodyOnATablet(tablet = this.world.chance.pick(this.world.tablets)) {
    const people = tablet.life.untilOver(tablet.people().catch(() => []));
    return ((await people) || [])[0];
  }

  count(what) {
    const { faults } = this.world;
    faults[what] = (faults[what] ?? 0) + 1;
  }
}
