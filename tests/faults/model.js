/** What judges and organiser have really done, written down beside the machine: the truth. */

export const nameOf = ({ judge, round, entry, scorer }) => `${judge} ${round} ${entry} ${scorer}`;

/** What happened in one competition. */
export class Model {
  constructor() {
    this.versions = new Map();
    this.recused = new Set();
    this.withdrawn = new Set();
    this.wasClosed = false;
    this.decided = new Map();
    this.handovers = new Map();
    this.ticks = new Map();
    this.pageLines = new Map();
    this.faults = [];
  }

  /** A version that a tablet has said is handed in: its row of the queue. */
  add(row, tablet) {
    const { identity, text, before, receipt } = row;
    const known = this.versions.get(identity);
    if (known && known.text !== text) this.fault("changed on the tablet", identity);
    if (known) return;
    const { judge, entry, round, scorer, answers, papers } = JSON.parse(text);
    const place = { judge, entry, round, scorer, name: nameOf({ judge, entry, round, scorer }) };
    const version = { identity, text, answers, before, receipt, tablet, papers, ...place };
    this.versions.set(identity, version);
  }

  /**
   * A version that the page has handed in, as the organiser's process tells of it: `before` is
   * what counted before it and `top` the number of the version that the page knew.
   */
  addPage(
    { identity, before, version, top, as_of },
    line,
    { judge, entry, round, scorer, answers },
  ) {
    if (this.versions.has(identity)) return;
    if (version !== top + 1) {
      this.fault("the page went over what it had not shown", { identity, version, as_of });
    }
    const place = { judge, entry, round, scorer, name: nameOf({ judge, entry, round, scorer }) };
    this.versions.set(identity, { identity, text: null, answers, before, ...place });
    this.pageLines.set(line, identity);
  }

  /** Versions that left a tablet by a handover: was it surely proven, and surely not? */
  handOver(identities, { isProven, isForged }) {
    for (const identity of identities) {
      const known = this.handovers.get(identity) ?? { mayBeProven: false, mayBeUnproven: false };
      known.mayBeProven ||= !isForged;
      known.mayBeUnproven ||= !isProven;
      this.handovers.set(identity, known);
    }
  }

  /** Whether some version of a judge replaces this one. */
  isReplaced(identity) {
    for (const { before } of this.versions.values()) if (before.includes(identity)) return true;
    return false;
  }

  fault(what, about) {
    this.faults.push(`${what}: ${typeof about === "string" ? about : JSON.stringify(about)}`);
  }

  /** Versions of a tablet. */
  of(tablet) {
    return [...this.versions.values()].filter((version) => version.tablet === tablet);
  }
}
