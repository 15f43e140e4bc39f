/** The network between tablets and servers: it loses, delays, doubles, keeps back and makes up. */

const WEIGHTS = {
  none: 60,
  lost_request: 5,
  lost_answer: 6,
  silence: 2,
  delay: 5,
  doubled: 5,
  echo: 5,
  portal_page: 3,
  portal_json: 1,
  server_error: 3,
  error_after_all: 2,
  cut_body: 3,
  other_bytes: 8,
  server_killed: 0.3,
};
const HTML = { "Content-Type": "text/html; charset=utf-8" };
const JSON_TYPE = { "Content-Type": "application/json" };
const never = () => new Promise(() => {});

/** The channel of one competition; `isWhole` is set when the network is healed. */
export class Channel {
  constructor({ chance, servers, hours, faults }) {
    Object.assign(this, { chance, servers, hours, faults });
    this.isWhole = false;
    this.echoes = [];
    this.forged = new Map();
    this.inDoubt = new Set();
    this.timesEnrolled = new Map();
  }

  /** A `fetch` for one life of a tablet's app: once that is over, nothing comes back. */
  fetchOf(tablet, life) {
    return async (path, request) => {
      const isCut = tablet.isOffline && !this.isWhole;
      const sent = isCut ? this.lost_request() : this.carry(path, request);
      const answer = await sent.catch((error) => error);
      if (life.isOver) return never();
      if (answer instanceof Error) throw answer;
      return answer;
    };
  }

  carry(path, request) {
    const drawn = this.isWhole ? "none" : this.chance.weighed(WEIGHTS);
    // Only versions have an identity under which other bytes could come.
    const kind = drawn === "other_bytes" && !path.endsWith("/sheets") ? "none" : drawn;
    if (kind !== "none") this.count(kind);
    return this[kind](path, request);
  }

  count(kind) {
    this.faults[kind] = (this.faults[kind] ?? 0) + 1;
  }

  /** Old copies that were under way all the time arrive now. */
  async deliverEchoes(share) {
    const due = this.echoes.filter(() => this.chance.happens(share));
    this.echoes = this.echoes.filter((echo) => !due.includes(echo));
    await Promise.allSettled(due.map(({ path, request }) => this.none(path, request)));
  }

  /** Whether the same card was used twice: the second time gives other keys. */
  hasDoubled = (secret) => this.timesEnrolled.get(secret) > 1;

  async none(path, request) {
    const port = this.servers.port(this.chance);
    if (!port) throw new TypeError("no server is up");
    if (path.endsWith("/enrol")) {
      const { secret } = JSON.parse(request.body);
      this.timesEnrolled.set(secret, (this.timesEnrolled.get(secret) ?? 0) + 1);
    }
    const response = await fetch(`http://127.0.0.1:${port}${path}`, request);
    const body = await response.arrayBuffer();
    const { status, headers } = response;
    return new Response(status === 304 ? null : body, { status, headers });
  }

  async lost_request() {
    throw new TypeError("lost on the way");
  }

  async lost_answer(path, request) {
    await this.none(path, request);
    throw new TypeError("lost on the way back");
  }

  async silence(path, request) {
    if (this.chance.happens(0.5)) await this.none(path, withoutSignal(request)).catch(() => {});
    return never();
  }

  async delay(path, request) {
    const wait = this.chance.below(20_000);
    await new Promise((resolve) => this.hours.schedule(resolve, wait));
    const response = await this.none(path, withoutSignal(request));
    await new Promise((resolve) => this.hours.schedule(resolve, wait));
    return response;
  }

  async doubled(path, request) {
    const both = await Promise.all([this.none(path, request), this.none(path, request)]);
    return this.chance.pick(both);
  }

  async echo(path, request) {
    this.echoes.push({ path, request: withoutSignal(request) });
    if (this.chance.happens(0.5)) return this.none(path, request);
    throw new TypeError("lost, as it seems");
  }

  async portal_page() {
    return new Response("<h1>Welcome to our hotel</h1>", { status: 200, headers: HTML });
  }

  async portal_json() {
    return new Response('{"success": true, "answers": "ok"}', { status: 200, headers: JSON_TYPE });
  }

  async server_error() {
    return new Response("<h1>Bad gateway</h1>", { status: 502, headers: HTML });
  }

  async error_after_all(path, request) {
    await this.none(path, request);
    return new Response('{"error": "fault"}', { status: 500, headers: JSON_TYPE });
  }

  async cut_body(path, request) {
    const response = await this.none(path, request);
    const text = await response.text();
    const { status, headers } = response;
    const part = text.slice(0, this.chance.below(text.length));
    return new Response(status === 304 ? null : part, { status, headers });
  }

  /** After a version has arrived, somebody sends other bytes under its identity. */
  async other_bytes(path, request) {
    const response = await this.none(path, request);
    if (response.status !== 200) return response;
    const [{ identity, text }] = JSON.parse(request.body).sheets;
    const forged = { identity, text: text.replace(/"made_at":"./, '"made_at":"9') };
    const body = JSON.stringify({ sheets: [forged] });
    const answer = await this.none(path, { ...request, body }).catch(() => null);
    // Without an answer nobody knows; the checker then asks for nothing.
    if (answer?.status === 200) this.forged.set(identity, forged.text);
    else this.inDoubt.add(identity);
    return response;
  }

  async server_killed(path, request) {
    const answer = this.none(path, request);
    setTimeout(() => this.servers.kill(this.chance), this.chance.below(12));
    return answer;
  }
}

const withoutSignal = (request) => ({ ...request, signal: undefined });
