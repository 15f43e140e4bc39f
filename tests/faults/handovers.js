/** Versions that leave a tablet without a network in the machine, and tablets that break. */

import { codesOf, fileOf } from "../../judging/static/tablet/handover.js";
import { unsent } from "../../judging/static/tablet/outbox.js";
import { Tablet } from "./tablet.js";

/**
 * A judge's unsent versions as codes or as a file, taken in by the organiser; true once all are
 * kept. Now and then somebody has changed the proof.
 */
export async function handOver(tablet, person) {
  const { chance } = tablet.world;
  const made = await makeHandover(tablet, person, chance.happens(0.5));
  if (!made) return false;
  const isForged = made.order.file !== undefined && chance.happens(0.1);
  if (isForged) made.order.file = withOtherProof(made.order.file);
  if (chance.happens(0.3)) await loseACode(tablet.world, made.order);
  return takeIn(tablet.world, { ...made, isForged });
}

/** The handover as the tablet makes it: `due` are the versions that surely are in it. */
async function makeHandover(tablet, person, asCodes) {
  const [store] = tablet.stores;
  const before = await unsent(store, person.enrolment);
  if (before.length === 0) return null;
  const order = asCodes
    ? await codesOf(store, person)
    : { file: (await fileOf(store, person, new Date(tablet.clock()))).text };
  const { onlyByFile = [] } = order;
  const packed = before.filter(({ identity }) => !onlyByFile.includes(identity));
  if (packed.length === 0 || order.codes?.length === 0) return null;
  // What was answered over the network meanwhile may be in it or not.
  const left = new Set((await unsent(store, person.enrolment)).map(({ identity }) => identity));
  const due = packed.filter(({ identity }) => left.has(identity));
  return { order, person, due, all: packed.map(({ identity }) => identity) };
}

/** The organiser takes it in; whatever happens to the tablet meanwhile. */
async function takeIn(world, handover) {
  const { order, due, all, person, isForged } = handover;
  const { model } = world;
  const { codes, file } = order;
  const given = codes ? { codes: shuffled(world.chance, codes) } : { file };
  const told = await world.told("take_in", { ...given, due: due.map(({ identity }) => identity) });
  // Asked after it: the organiser may have taken the tablet out of use just before.
  const isProven = !isForged && !world.mayBeUnproven(person.enrolment);
  model.handOver(all, { isProven, isForged });
  if (told.refused) {
    model.fault("a handover was refused", told.refused);
    return false;
  }
  const missing = due.filter(({ identity, receipt }) => told.receipts[identity] !== receipt);
  missing.forEach(({ identity }) => model.fault("a handover forgot", identity));
  if (!world.handovers.includes(handover)) world.handovers.push(handover);
  return missing.length === 0;
}

/** An old handover is taken in once more. */
export function takeInAgain(world) {
  const old = world.chance.pick(world.handovers);
  return takeIn(world, old);
}

/** As long as a code is missing nothing is taken. */
async function loseACode(world, { codes = [] }) {
  if (codes.length < 2) return;
  const told = await world.told("take_in", { codes: codes.slice(1), due: [] });
  if (!told.refused) world.model.fault("a handover was taken without one code", codes[0]);
}

function withOtherProof(text) {
  const plain = JSON.parse(text);
  const last = plain.proof.at(-1) === "0" ? "1" : "0";
  return JSON.stringify({ ...plain, proof: plain.proof.slice(0, -1) + last });
}

const shuffled = (chance, texts) =>
  texts
    .map((text) => ({ text, place: chance.next() }))
    .sort((one, other) => one.place - other.place)
    .map(({ text }) => text);

/**
 * The tablet is broken: all that it has unsent leaves it by file, and its judges go on with
 * another one. True once they have it.
 */
export async function replaceTablet(tablet) {
  const { world, life } = tablet;
  const people = await life.untilOver(emptyTablet(tablet));
  if (!people || life.isOver || tablet.isStarting) return false;
  tablet.isStarting = true;
  const other = new Tablet(world, tablet.judges);
  await other.start();
  life.end();
  for (const { enrolment, judge } of people) {
    const card = await world.told("move", { enrolment });
    await other.useCard(judge.id, card.secret ? card : undefined);
  }
  world.tablets[world.tablets.indexOf(tablet)] = other;
  return true;
}

/** Hands over all that is unsent; who was enrolled, or false where something had to stay. */
async function emptyTablet(tablet) {
  const { world } = tablet;
  const people = await tablet.people();
  for (const person of people) {
    const made = await makeHandover(tablet, person, false);
    if (made && !(await takeIn(world, { ...made, isForged: false }))) return false;
  }
  const { queue } = await tablet.rows();
  return queue.every(({ identity }) => world.model.handovers.has(identity)) && people;
}
