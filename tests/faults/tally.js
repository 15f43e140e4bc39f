/** What a run has done so far: a line after each competition, all of it at the end. */

const add = (sums, counts) => {
  for (const [name, count] of Object.entries(counts)) sums[name] = (sums[name] ?? 0) + count;
};

export class Tally {
  constructor(about) {
    this.about = about;
    this.begun = this.last = performance.now();
    this.operations = this.versions = this.kills = this.competitions = 0;
    this.peak = 0;
    this.sums = { done: {}, faults: {}, outcomes: {} };
  }

  /** Adds a competition that is over, and says how far the run has come. */
  add({ operations, done, faults, model, usedBefore, servers }, outcomes) {
    this.operations += operations;
    this.versions += model.versions.size;
    this.kills += done.kill ?? 0;
    this.competitions += 1;
    add(this.sums.done, done);
    add(this.sums.faults, faults);
    add(this.sums.outcomes, outcomes);
    const now = performance.now();
    const rate = Math.round(operations / ((now - this.last) / 1000));
    const memory = Math.round(process.memoryUsage.rss() / 2 ** 20);
    this.last = now;
    this.peak = Math.max(this.peak, memory);
    console.error(
      `${this.operations} operations, ${rate} a second, ${this.versions} versions, ` +
        `${this.kills} tablets and ${servers.kills} servers killed, ${memory} MiB, ` +
        `${usedBefore} tablets used before`,
    );
  }

  /** Everything, as JSON. */
  text() {
    const seconds = (performance.now() - this.begun) / 1000;
    const facts = {
      ...this.about,
      competitions: this.competitions,
      operations: this.operations,
      "done by kind": this.sums.done,
      "faults by kind": this.sums.faults,
      "versions handed in": this.versions,
      "what became of them": this.sums.outcomes,
      kills: this.kills,
      "most memory, MiB": this.peak,
      seconds: Number(seconds.toFixed(1)),
      "operations a second": Math.round(this.operations / seconds),
    };
    return JSON.stringify(facts, null, 2);
  }
}
