/** What judges have really done, written down beside the machine: the truth to check against. */

export const nameOf = ({ judge, round, entry, scorer }) => `${judge} ${round} ${entry} ${scorer}`;

/** The versions that were handed in, and what the organiser did meanwhile. */
export class Model {
  constructor() {
    this.versions = new Map();
    this.recused = new Set();
    this.withdrawn = new Set();
    this.wasClosed = false;
    this.faults = [];
  }

  /** A version that a tablet has said is handed in: its row of the queue. */
  add(row, tablet) {
    const { identity, text, before, receipt } = row;
    const known = this.versions.get(identity);
    if (known && known.text !== text) this.fault("changed on the tablet", identity);
    if (known) return;
    const version = JSON.parse(text);
    const name = nameOf(version);
    this.versions.set(identity, {
      identity,
      text,
      before,
      receipt,
      tablet,
      name,
      ...place(version),
    });
  }

  fault(what, about) {
    this.faults.push(`${what}: ${typeof about === "string" ? about : JSON.stringify(about)}`);
  }

  /** Versions of a tablet. */
  of(tablet) {
    return [...this.versions.values()].filter((version) => version.tablet === tablet);
  }
}

const place = ({ judge, entry, round, scorer }) => ({ judge, entry, round, scorer });
