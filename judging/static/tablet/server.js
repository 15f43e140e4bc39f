/** Talking with the server: one question, one answer; what is not surely ours is no answer. */

/**
 * @typedef {"no_network"|"not_ours"|"not_enrolled"|"locked"|"wrong_pin"|"pass_ended"|"refused"
 *   |"server"} Trouble
 * `no_network`: nothing came back. `not_ours`: something answered that is not this app (the
 * portal of a hotel). `server`: the server has a fault. `refused`: it told why in `sentence`.
 */

/**
 * @typedef {{ok: true, body: any, etag?: string|null, unchanged?: boolean}
 *   | {ok: false, trouble: Trouble, status?: number, sentence?: {km: string, en: string},
 *      left?: number, until?: string}} Answer
 * `left` tries are there after a wrong PIN; `until` is the time to which it is locked.
 */

const OUTCOMES = new Set([
  "received",
  "older",
  "waiting",
  "clash",
  "settled",
  "accepted",
  "left_out",
]);
const RECEIPT = /^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/;
/** Which word of the server means which trouble, and with which status alone it is believed. */
const TROUBLES = new Map([
  ["401 not_enrolled", "not_enrolled"],
  ["401 pass_ended", "pass_ended"],
  ["403 wrong_pin", "wrong_pin"],
  ["403 locked", "locked"],
]);

const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const isText = (value) => typeof value === "string" && value !== "";
const isTime = (value) => isText(value) && !Number.isNaN(Date.parse(value));
const isWords = (value) => isObject(value) && isText(value.km) && isText(value.en);
const isNoted = (value) =>
  isObject(value) && OUTCOMES.has(value.outcome) && RECEIPT.test(value.receipt);

const isCard = (body) =>
  isObject(body.judge) && isWords(body.judge.name) && isObject(body.competition);

const isEnrolled = (body) =>
  isText(body.key) &&
  isText(body.handover_key) &&
  Number.isInteger(body.enrolment) &&
  isObject(body.judge) &&
  Number.isInteger(body.judge.id) &&
  isObject(body.competition) &&
  isText(body.competition.identity);

const isPass = (body) => isText(body.pass) && isTime(body.until);

const isCompetition = (body) =>
  body.format === 1 &&
  isTime(body.server_time) &&
  isObject(body.judge) &&
  isObject(body.competition) &&
  isText(body.competition.identity) &&
  isObject(body.rubrics) &&
  Array.isArray(body.entries);

const isKept = (body) => Array.isArray(body.kept) && body.kept.every(isObject);

const isContact = (body) =>
  isTime(body.server_time) &&
  isObject(body.receipts) &&
  Object.values(body.receipts).every(isNoted);

/** Whether each answer is about a version that was asked about, and none is answered twice. */
const answersOf = (asked) => (body) => {
  if (!Array.isArray(body.answers)) return false;
  const open = new Set(asked.map(({ identity }) => identity));
  return body.answers.every((answer) => isNoted(answer) && open.delete(answer.identity));
};

/** The work after so many milliseconds; gives what calls it off. */
export function later(work, milliseconds) {
  const timer = setTimeout(work, milliseconds);
  return () => clearTimeout(timer);
}

/**
 * The server as this tablet sees it. Nothing here throws for what the network does.
 *
 * @param {{fetch?: typeof fetch, base?: string, timeout?: number, clock?: () => number,
 *   schedule?: (work: () => void, milliseconds: number) => () => void}} [parts] `timeout` in
 *   milliseconds; `clock` gives milliseconds since 1970.
 * @returns {object} the questions below, and `clockAhead()`: how many seconds this tablet's clock
 *   is ahead of the server's, null while unknown.
 */
export function createServer({
  fetch = (...given) => globalThis.fetch(...given),
  base = "/tablet/api/",
  timeout = 15_000,
  clock = Date.now,
  schedule = later,
} = {}) {
  let ahead = null;
  const line = { fetch, base, timeout, schedule };

  const learnTime = (answer, begun) => {
    if (answer.ok && isTime(answer.body?.server_time)) {
      const middle = (begun + clock()) / 2;
      ahead = Math.round((middle - Date.parse(answer.body.server_time)) / 1000);
    }
    return answer;
  };
  const ask = async (path, request, isShape) => {
    const begun = clock();
    return learnTime(await askOnce(line, path, request, isShape), begun);
  };

  return { ...questionsBy(ask), clockAhead: () => ahead };
}

/** What can be asked; each gives an Answer. */
const questionsBy = (ask) => ({
  /** For whom a card is, without using it: `{secret, tablet}`. */
  card: (card) => ask("card", { send: card }, isCard),
  /** Uses a card: `{secret, pin, tablet}` → the body of `enrol` in docs/tablets.md. */
  enrol: (card) => ask("enrol", { send: card }, isEnrolled),
  /** Changes a right PIN into a pass of some hours. */
  signIn: (key, pin) => ask("sign-in", { key, send: { pin } }, isPass),
  /** The judge's competition; `unchanged` where the server still has the one of `etag`. */
  competition: (key, pass, etag) => ask("competition", { key, pass, etag }, isCompetition),
  /** Sends versions `[{identity, text}]`; one that is not answered has not arrived. */
  sheets: (key, versions) => {
    const sheets = versions.map(({ identity, text }) => ({ identity, text }));
    return ask("sheets", { key, send: { sheets } }, answersOf(sheets));
  },
  /** Leaves copies of drafts for a replacement tablet. */
  drafts: (key, drafts) => ask("drafts", { key, send: { drafts } }, isKept),
  /** Tells how the tablet is; learns the time and what became of waiting versions. */
  contact: (key, tablet) => ask("contact", { key, send: { tablet } }, isContact),
});

/** One request and what it is worth. @returns {Promise<Answer>} */
async function askOnce({ fetch, base, timeout, schedule }, path, request, isShape) {
  const stop = new AbortController();
  const callOff = schedule(() => stop.abort(), timeout);
  // A `fetch` that does not heed the signal must not hold up the queue for ever.
  const silence = new Promise((resolve) => {
    stop.signal.addEventListener("abort", () => resolve({ ok: false, trouble: "no_network" }));
  });
  try {
    const heard = fetch(base + path, wordsOf(request, stop.signal)).then((response) =>
      weigh(response, request, isShape),
    );
    return await Promise.race([heard, silence]);
  } catch {
    return { ok: false, trouble: "no_network" };
  } finally {
    callOff();
  }
}

function wordsOf({ key, pass, etag, send }, signal) {
  const headers = { Accept: "application/json" };
  if (key) headers.Authorization = `Tablet ${key}`;
  if (pass) headers["Tablet-Pass"] = pass;
  if (etag) headers["If-None-Match"] = etag;
  if (send) headers["Content-Type"] = "application/json";
  return {
    method: send ? "POST" : "GET",
    headers,
    body: send ? JSON.stringify(send) : undefined,
    signal,
    redirect: "error",
    cache: "no-store",
    credentials: "omit",
  };
}

async function weigh(response, request, isShape) {
  if (response.status === 304 && request.etag) {
    return { ok: true, unchanged: true, body: null, etag: request.etag };
  }
  const body = await readJson(response);
  if (response.status !== 200) return refusalIn(response.status, body);
  if (!isObject(body) || !isShape(body)) return { ok: false, trouble: "not_ours", status: 200 };
  return { ok: true, body, etag: response.headers.get("ETag") };
}

/** The body of a JSON answer; null for anything else, whole or cut off. */
async function readJson(response) {
  const type = (response.headers.get("Content-Type") ?? "").split(";")[0].trim().toLowerCase();
  const text = await response.text();
  if (type !== "application/json") return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function refusalIn(status, body) {
  const isOurs = isObject(body) && isText(body.error);
  if (status >= 500 && status !== 511) return { ok: false, trouble: "server", status };
  if (!isOurs) return { ok: false, trouble: "not_ours", status };
  const refusal = {
    ok: false,
    trouble: TROUBLES.get(`${status} ${body.error}`) ?? "refused",
    status,
    error: body.error,
  };
  if (isWords(body.sentence)) refusal.sentence = { km: body.sentence.km, en: body.sentence.en };
  if (Number.isInteger(body.left)) refusal.left = body.left;
  if (isTime(body.until)) refusal.until = body.until;
  return refusal;
}
