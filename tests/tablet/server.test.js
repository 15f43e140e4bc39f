/** What counts as an answer of our server, against a real one that misbehaves in every way. */

import assert from "node:assert/strict";
import { createServer as createHttp } from "node:http";
import { after, before, test } from "node:test";

import { createServer } from "../../judging/static/tablet/server.js";

const RECEIPT = "7K2M-9QXB";
const VERSION = { identity: "a", text: "{}" };
const RECEIVED = { identity: "a", outcome: "received", reason: null, receipt: RECEIPT, version: 1 };
const TWO_TONGUES = { km: "ទេ", en: "No" };

let http;
let base;
let reply;
const asked = [];

before(async () => {
  http = createHttp((request, response) => {
    let text = "";
    request.on("data", (piece) => (text += piece));
    request.on("end", () => {
      asked.push({ url: request.url, headers: request.headers, text });
      reply(response, request);
    });
  });
  await new Promise((resolve) => http.listen(0, "127.0.0.1", resolve));
  base = `http://127.0.0.1:${http.address().port}/tablet/api/`;
});

after(() => {
  http.closeAllConnections();
  http.close();
});

const tell =
  (status, body, type = "application/json") =>
  (response) => {
    response.writeHead(status, { "Content-Type": type });
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  };

async function send(how, parts = {}) {
  reply = how;
  return createServer({ base, ...parts }).sheets("key", [VERSION]);
}

test("a whole answer to the version that was sent is an answer", async () => {
  const body = { answers: [RECEIVED] };
  assert.deepEqual(await send(tell(200, body)), { ok: true, body, etag: null });
});

test("a version without an answer has not arrived, whatever the others", async () => {
  assert.deepEqual(await send(tell(200, { answers: [] })), {
    ok: true,
    body: { answers: [] },
    etag: null,
  });
});

test("the key goes with the request and a cookie never does", async () => {
  await send(tell(200, { answers: [RECEIVED] }));
  const { url, headers, text } = asked.at(-1);
  assert.equal(url, "/tablet/api/sheets");
  assert.equal(headers.authorization, "Tablet key");
  assert.equal(headers.cookie, undefined);
  assert.deepEqual(JSON.parse(text), { sheets: [VERSION] });
});

for (const [what, how] of [
  ["a portal's page", tell(200, "<h1>Welcome to the hotel</h1>", "text/html")],
  ["our very answer as a page", tell(200, { answers: [RECEIVED] }, "text/html")],
  ["JSON of somebody else", tell(200, { success: true })],
  ["a list", tell(200, [RECEIVED])],
  ["half an answer", tell(200, JSON.stringify({ answers: [RECEIVED] }).slice(0, 40))],
  ["nothing", tell(200, "")],
  ["an answer about another version", tell(200, { answers: [{ ...RECEIVED, identity: "b" }] })],
  ["an answer too many", tell(200, { answers: [RECEIVED, RECEIVED] })],
  ["an unknown outcome", tell(200, { answers: [{ ...RECEIVED, outcome: "fine" }] })],
  ["an answer without a receipt", tell(200, { answers: [{ ...RECEIVED, receipt: undefined }] })],
  ["another success than 200", tell(201, { answers: [RECEIVED] })],
  ["a portal's 401", tell(401, "<h1>Sign in</h1>", "text/html")],
  ["a portal's 511", tell(511, "<h1>Sign in</h1>", "text/html")],
]) {
  test(`${what} is not ours`, async () => {
    const answer = await send(how);
    assert.equal(answer.ok, false);
    assert.equal(answer.trouble, "not_ours");
  });
}

for (const [what, how] of [
  ["a redirection", (response) => response.writeHead(302, { Location: "/portal" }).end()],
  ["a connection that breaks", (response) => response.destroy()],
  [
    "an answer that is cut off",
    (response) => {
      response.writeHead(200, { "Content-Type": "application/json", "Content-Length": "900" });
      response.write(JSON.stringify({ answers: [RECEIVED] }));
      setImmediate(() => response.destroy());
    },
  ],
]) {
  test(`${what} is no network`, async () => {
    assert.deepEqual(await send(how), { ok: false, trouble: "no_network" });
  });
}

test("a server that says nothing is given up after the time-out", async () => {
  const answer = await send(() => {}, { timeout: 30 });
  assert.deepEqual(answer, { ok: false, trouble: "no_network" });
});

test("a fetch that does not heed the signal is given up too", async () => {
  const deaf = createServer({ fetch: () => new Promise(() => {}), timeout: 10 });
  assert.deepEqual(await deaf.contact("key", {}), { ok: false, trouble: "no_network" });
});

for (const [status, error, trouble] of [
  [401, "not_enrolled", "not_enrolled"],
  [401, "pass_ended", "pass_ended"],
  [403, "not_enrolled", "refused"],
  [409, "card_used", "refused"],
  [500, "fault", "server"],
  [503, "fault", "server"],
]) {
  test(`${status} ${error} is ${trouble}`, async () => {
    const answer = await send(tell(status, { error, sentence: TWO_TONGUES }));
    const told = status < 500 ? { error, sentence: TWO_TONGUES } : {};
    assert.deepEqual(answer, { ok: false, trouble, status, ...told });
  });
}

test("a wrong PIN tells how many tries are left, a locked one until when", async () => {
  const server = createServer({ base });
  reply = tell(403, { error: "wrong_pin", sentence: TWO_TONGUES, left: 3 });
  assert.equal((await server.signIn("key", "123123")).left, 3);
  reply = tell(403, { error: "locked", until: "2027-04-07T05:01:00Z" });
  const locked = await server.signIn("key", "123123");
  assert.deepEqual([locked.trouble, locked.until], ["locked", "2027-04-07T05:01:00Z"]);
});

test("a card is asked about without a key, and only a name is an answer", async () => {
  const server = createServer({ base });
  const body = { judge: { id: 1, name: TWO_TONGUES }, competition: { code: "OVOP-2027" } };
  const asking = { secret: "s", tablet: { identity: "t" } };
  reply = tell(200, body);
  assert.deepEqual((await server.card(asking)).body, body);
  assert.deepEqual(JSON.parse(asked.at(-1).text), asking);
  assert.deepEqual(
    [asked.at(-1).url, asked.at(-1).headers.authorization],
    ["/tablet/api/card", undefined],
  );
  reply = tell(200, { ...body, judge: { id: 1 } });
  assert.equal((await server.card(asking)).trouble, "not_ours");
});

test("304 is an answer only to a question with an ETag", async () => {
  const server = createServer({ base });
  reply = (response) => response.writeHead(304).end();
  const same = { ok: true, unchanged: true, body: null, etag: '"e"' };
  assert.deepEqual(await server.competition("key", "pass", '"e"'), same);
  assert.equal((await server.competition("key", "pass")).trouble, "not_ours");
  assert.equal(asked.at(-1).headers["tablet-pass"], "pass");
});

test("the server's time tells how far the tablet's clock is off", async () => {
  const year = 365 * 24 * 3600;
  const now = Date.parse("2027-04-07T05:00:00Z");
  const server = createServer({ base, clock: () => now + year * 1000 });
  assert.equal(server.clockAhead(), null);
  reply = tell(200, { server_time: "2027-04-07T05:00:00Z", app_version: "1", receipts: {} });
  assert.equal((await server.contact("key", {})).ok, true);
  assert.equal(server.clockAhead(), year);
});
