/** Draining: the network is whole, and every tablet sends until nothing is unsent. */

import { pause } from "./hours.js";

const HOURS_TO_DRAIN = 400;

/** Lets every tablet send and hear what was decided. */
export async function drainAll(machine) {
  machine.hours.pass(61_000);
  for (const tablet of machine.tablets) await drain(tablet);
}

/** Sends until nothing is unsent; a judge whose card was revoked gets a new one. */
async function drain(tablet) {
  const { hours } = tablet.world;
  for (let hour = 0; hour < HOURS_TO_DRAIN; hour += 1) {
    const sending = tablet.sync.sendNow();
    let isOver = false;
    void sending.finally(() => (isOver = true));
    while (!isOver) {
      // Not faster than the servers are, or every answer would come too late.
      await pause(2);
      hours.pass(4);
    }
    const inNeed = await tablet.inNeed();
    if (tablet.sync.state().unsent === 0 && inNeed.length === 0) return;
    for (const { judge } of inNeed) await tablet.useCard(judge.id);
    hours.pass(61_000);
  }
}
