/** A tablet in the machine: the real modules over a database that outlives each start of the app. */

import { IDBFactory } from "fake-indexeddb";

import { keepCompetition, readCompetition } from "../../judging/static/tablet/competitions.js";
import { enrol } from "../../judging/static/tablet/people.js";
import { placeOf, placesOf } from "../../judging/static/tablet/places.js";
import { createServer } from "../../judging/static/tablet/server.js";
import { openSheet } from "../../judging/static/tablet/sheets.js";
import { openStore } from "../../judging/static/tablet/store.js";
import { startSync } from "../../judging/static/tablet/sync.js";
import { isSame } from "./grouping.js";
import { Life } from "./life.js";

const PIN = "271828";
const DAY = 24 * 3600 * 1000;
let made = 0;

export class Tablet {
  constructor(world, judges) {
    this.factory = new IDBFactory();
    this.number = made += 1;
    this.skew = 0;
    this.kills = 0;
    this.earlier = 0;
    this.join(world, judges);
  }

  /** The tablet stays in use for the next competition, with all that it holds. */
  async goOn(world, judges) {
    const { sent } = await this.rows();
    this.earlier += sent.length;
    this.life.end();
    this.join(world, judges);
  }

  join(world, judges) {
    Object.assign(this, { world, judges });
    this.passes = new Map();
    this.shown = new Map();
    this.secrets = new Map();
    this.doubt = null;
    this.busy = null;
    this.isOffline = false;
    this.banned = null;
  }

  clock = () => this.world.hours.now() + this.skew;

  /** The app is opened: in two tabs, of which one sends. */
  async start() {
    const { world } = this;
    const life = new Life(this.factory);
    const schedule = (work, wait) => world.hours.schedule(() => life.isOver || work(), wait);
    this.life = life;
    this.stores = [];
    for (const tab of [0, 1]) {
      this.stores[tab] = await openStore({ indexedDB: life.indexedDB });
    }
    const [store] = this.stores;
    const fetch = world.channel.fetchOf(this, life);
    this.server = createServer({ fetch, clock: this.clock, schedule });
    this.sync = startSync({
      store,
      server: this.server,
      clock: this.clock,
      random: world.chance.next,
      schedule,
      page: {},
      appVersion: "machine",
    });
    await this.checkWhatWasKept();
  }

  /** The app is killed; its modules are left where they are and a new one opens the database. */
  async kill() {
    this.kills += 1;
    this.life.end();
    await this.start();
  }

  /** The clock of the tablet jumps, by seconds or by years. */
  jump() {
    const { chance } = this.world;
    const reach = chance.pick([60_000, DAY, 3 * 365 * DAY]);
    this.skew = Math.round((chance.next() * 2 - 1) * reach);
  }

  /** The tablet is out of reach of any network for a while. */
  goAway() {
    const { chance, hours } = this.world;
    this.isOffline = true;
    hours.schedule(() => (this.isOffline = false), 20_000 + chance.below(100_000));
  }

  /** A card is used; true once its judge is enrolled here. */
  async useCard(judge, card) {
    const { secret } = card ?? (await this.world.organiser.ask("card", { judge }));
    for (let tries = 0; tries < 4; tries += 1) {
      const answer = await enrol(this.stores[0], this.server, { secret, pin: PIN });
      if (answer.ok) {
        this.passes.delete(judge);
        this.secrets.set(answer.enrolment.enrolment, secret);
        return true;
      }
      if (answer.trouble === "refused") return false;
    }
    return false;
  }

  /** Who is enrolled here for the competition, by the store; nobody while the app starts. */
  async people() {
    const all = (await this.stores[0]?.all("enrolments")) ?? [];
    return all.filter(({ competition }) => competition.identity === this.world.competition);
  }

  /** Those of the competition who need a new card. */
  async inNeed() {
    const { needsCard } = this.sync.state();
    return (await this.people()).filter(({ enrolment }) => needsCard.includes(enrolment));
  }

  /** Fetches a judge's competition, as the app does after a PIN. */
  async fetchCompetition({ enrolment, key, judge }) {
    if (!this.passes.has(judge.id)) {
      const signed = await this.server.signIn(key, PIN);
      if (!signed.ok) return false;
      this.passes.set(judge.id, signed.body.pass);
    }
    const etag = (await readCompetition(this.stores[0], enrolment))?.etag;
    const answer = await this.server.competition(key, this.passes.get(judge.id), etag);
    if (answer.trouble === "pass_ended") this.passes.delete(judge.id);
    if (!answer.ok || answer.unchanged) return answer.ok;
    const kept = await keepCompetition(this.stores[0], enrolment, answer.body, answer.etag);
    return kept === "kept";
  }

  /** A place of a judge, opened in a tab; undefined where there is none as it is wanted. */
  async openPlace(tab, person, wanted) {
    const { chance } = this.world;
    const body = (await readCompetition(this.stores[tab], person.enrolment))?.body;
    const places = await placesOf(this.stores[tab], person.enrolment);
    const fitting = places.filter(
      ({ state, place }) =>
        (wanted.state ?? state) === state && (wanted.scorer ?? place.scorer) === place.scorer,
    );
    if (fitting.length === 0) return undefined;
    const { kept } = chance.pick(fitting);
    const place = placeOf(body, kept);
    const sheet = await openSheet(this.stores[tab], place, kept);
    const { rubric } = body.groups[kept.group];
    return { place, sheet, rubric, meaning: body.rubrics[rubric] };
  }

  /** Versions on the tablet: what is unsent, what was sent in this competition, and before it. */
  async rows() {
    const [store] = this.stores;
    const isHere = ({ competition }) => competition === this.world.competition;
    const [queue, all] = await Promise.all([store.all("queue"), store.all("sent")]);
    const sent = all.filter(isHere);
    return { queue, sent, earlier: all.length - sent.length };
  }

  /** After a start: what the screens had shown as kept is there, and every version. */
  async checkWhatWasKept() {
    const { model } = this.world;
    const { queue, sent, earlier } = await this.rows();
    if (earlier !== this.earlier) model.fault("the last competition's are not all here", earlier);
    const here = new Map([...queue, ...sent].map((row) => [row.identity, row]));
    for (const { identity } of model.of(this.number)) {
      if (!here.has(identity)) model.fault("lost on the tablet", identity);
    }
    for (const row of here.values()) if (!model.versions.has(row.identity)) this.adopt(row);
    for (const [name, shown] of this.shown) {
      if (this.doubt !== name) await this.checkDraft(name, shown);
    }
    if (this.doubt) this.shown.delete(this.doubt);
    this.doubt = null;
  }

  async checkDraft(name, { place, answers, notes, ticked }) {
    const key = [place.competition, place.judge, place.round, place.entry, place.scorer];
    const draft = await this.stores[0].read("drafts", key);
    const said = draft && { ...draft.answers, ...draft.notes };
    const isKept =
      draft &&
      isSame(draft.answers, answers) &&
      isSame(draft.notes, notes) &&
      isSame(draft.papers?.ticked ?? [], ticked ?? []);
    if (!isKept) this.world.model.fault("a shown tap was lost", { name, answers, said });
  }

  /** A version made just before the kill: only the sheet that was being handed in may have one. */
  adopt(row) {
    const { model } = this.world;
    const { round, judge, entry, scorer } = row;
    if (this.doubt !== `${judge} ${round} ${entry} ${scorer}`) {
      model.fault("a version that nobody handed in", row.identity);
    }
    model.add(row, this.number);
  }
}
