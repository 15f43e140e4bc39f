/** Time in the fault machine: hours pass in seconds, and only when the machine says so. */

const START = Date.parse("2027-04-07T02:00:00Z");

/** A clock in milliseconds with timers that are due by it. */
export function createHours() {
  const timers = new Set();
  let now = START;
  return {
    now: () => now,
    /** The work after so many milliseconds of this clock; gives what calls it off. */
    schedule(work, milliseconds) {
      const timer = { work, due: now + milliseconds };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    /** Lets time pass and does what is due, in its order. */
    pass(milliseconds) {
      now += milliseconds;
      const due = [...timers].filter((timer) => timer.due <= now).sort((a, b) => a.due - b.due);
      for (const timer of due) if (timers.delete(timer)) timer.work();
    },
  };
}

/** Lets everything that is ready to run do so. */
export const breathe = () => new Promise((resolve) => setImmediate(resolve));

/** Waits in the real world, in milliseconds. */
export const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
