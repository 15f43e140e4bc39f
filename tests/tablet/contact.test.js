/** What a tablet tells of itself, what it learns, and the copies of its drafts. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { unsent } from "../../judging/static/tablet/outbox.js";
import { HERE, NOW, json, queue, received, tablet } from "./house.js";

test("the server hears how the tablet is, and the tablet what became of what waited", async () => {
  const { store, house, begin, told } = await tablet();
  await queue(store, 1, "a");
  const waiting = { ...(await received("a", (await unsent(store))[0].text)), outcome: "waiting" };
  house.spoil = ({ path }) =>
    path === "sheets" ? json({ answers: [{ ...waiting, reason: "late" }] }) : undefined;
  house.receipts = { a: { ...waiting, outcome: "accepted" } };
  const sync = begin();
  await sync.sendNow();
  const { tablet: about } = house.requests.find(({ path }) => path === "contact");
  assert.deepEqual(about, {
    app_version: "1",
    unsent: 0,
    drafts: 0,
    battery: null,
    keeps_storage: null,
    clock: "2027-04-07T05:00:00.000Z",
  });
  assert.equal((await store.read("sent", "a")).outcome, "accepted");
  const { clockAhead, lastSentAt } = sync.state();
  assert.deepEqual([clockAhead, lastSentAt], [0, NOW]);
  assert.equal(
    told.some(({ isSending }) => isSending),
    true,
  );
});

test("what the organiser's list calls the tablet is kept, and nothing that is no name", async () => {
  let now = NOW;
  const { store, house, begin } = await tablet({ clock: () => now });
  const { contact } = house;
  const sync = begin();
  const kept = [];
  for (const name of ["T-07", undefined, "", 7, "T-08"]) {
    house.contact = () => ({ ...contact.call(house), tablet: name });
    now += 60_000;
    await sync.sendNow();
    kept.push((await store.read("enrolments", 1)).tablet);
  }
  assert.deepEqual(kept, ["T-07", "T-07", "T-07", "T-07", "T-08"]);
  assert.equal(sync.state().trouble, null);
});

test("a changed draft is copied to the server once, and not while somebody types", async () => {
  let isTyping = true;
  let now = NOW;
  const { store, house, begin } = await tablet({ isTyping: () => isTyping, clock: () => now });
  const place = { competition: HERE, judge: 1, round: 1, entry: "3201", scorer: "panel" };
  const draft = { ...place, answers: { C1: "3" }, notes: {}, before: [], changes: 1, step: "s1" };
  const entry = { round: 1, code: "3201", scorer: "panel", group: "FOOD" };
  const body = { groups: { FOOD: { rubric: "r1" } }, entries: [entry] };
  await store.change(["drafts", "competitions"], async ({ drafts, competitions }) => {
    await drafts.put(draft);
    await competitions.put({ enrolment: 1, body });
  });
  const copies = () => house.requests.filter(({ path }) => path === "drafts");
  const sync = begin();
  await sync.sendNow();
  assert.deepEqual(copies(), []);
  isTyping = false;
  await queue(store, 1, "a");
  await sync.sendNow();
  const wanted = { round: 1, entry: "3201", scorer: "panel", rubric: "r1" };
  const copy = { ...wanted, answers: { C1: "3" }, notes: {}, seen: null, top: null };
  assert.deepEqual(
    copies().map(({ key, drafts }) => ({ key, drafts })),
    [{ key: "key1", drafts: [copy] }],
  );
  now += 60_000;
  await sync.sendNow();
  assert.equal(copies().length, 1);
  const changed = { ...draft, before: ["v1", "v2"], step: "s2" };
  await store.change(["drafts"], ({ drafts }) => drafts.put(changed));
  await sync.sendNow();
  assert.deepEqual(
    copies().map(({ drafts }) => [drafts[0].seen, drafts[0].top]),
    [
      [null, null],
      ["x", "v2"],
    ],
  );
});
