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
    this.endings = new Set();
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

  /**
   * What the work gives, or false as soon as this life is over. (A race with one long promise
   * would keep something of every work until then.)
   */
  untilOver(work) {
    return new Promise((resolve, reject) => {
      const end = () => resolve(false);
      if (this.isOver) end();
      else this.endings.add(end);
      work.then(resolve, reject).finally(() => this.endings.delete(end));
    });
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
    this.endings.forEach((end) => end());
  }
}
