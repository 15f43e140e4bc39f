/** One life of a tablet's app, from its start to the moment when it is killed. */

/**
 * A life over a database that outlives it. When it is over, open transactions are undone as by a
 * browser that was killed, and whatever the abandoned modules still ask of it never answers.
 */
export class Life {
  constructor(factory) {
    this.factory = factory;
    this.isOver = false;
    this.databases = new Set();
    this.transactions = new Set();
    this.ending = new Promise((resolve) => (this.finish = resolve));
  }

  /** What the store takes for `indexedDB`. */
  get indexedDB() {
    return {
      open: (name, version) => {
        const request = this.factory.open(name, version);
        request.addEventListener("success", () => this.watch(request.result));
        return request;
      },
    };
  }

  watch(database) {
    this.databases.add(database);
    const begin = database.transaction.bind(database);
    database.transaction = (...how) => {
      if (this.isOver) throw new Error("This life is over.");
      const transaction = begin(...how);
      this.transactions.add(transaction);
      const forget = () => this.transactions.delete(transaction);
      transaction.addEventListener("complete", forget);
      transaction.addEventListener("abort", forget);
      return transaction;
    };
  }

  /** The system takes the connection away, as iOS does under memory pressure. */
  loseConnections() {
    for (const database of this.databases) database.close();
    this.databases.clear();
  }

  /** The app is killed, in the middle of whatever it does. */
  end() {
    this.isOver = true;
    for (const transaction of this.transactions) {
      try {
        transaction.abort();
      } catch {
        // It was just over.
      }
    }
    this.loseConnections();
    this.finish(false);
  }
}
