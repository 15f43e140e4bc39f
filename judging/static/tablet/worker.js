/**
 * The whole app in the cache, or not at all. The server writes `self.shell` above these lines:
 * the version and every file with its address, type and digest.
 *
 * Browsers let a new worker take over whenever the app was closed, even while sheets wait. So the
 * worker does not decide which version opens: a note in the cache does, and only a page that has
 * nothing unsent has it changed ("start").
 */

const PAGE = "/tablet/";
const API = "/tablet/api/";
const FILES = "/tablet/files/";
const NAME = "judging-tablet ";
const OURS = NAME + self.shell.version;
const NOTES = "judging-tablet-notes";
const OPENS = "/tablet/opens";
const ADDRESSES = new Set(self.shell.files.map((file) => file.address));

self.addEventListener("install", (event) => {
  event.waitUntil(fetchAll());
  event.waitUntil(nameTheWay(event));
});

self.addEventListener("activate", (event) => event.waitUntil(takeOver()));

self.addEventListener("message", (event) => {
  if (event.data === "start") event.waitUntil(start());
  if (event.data === "newest") event.source.postMessage({ newest: self.shell.version });
});

self.addEventListener("fetch", (event) => {
  const address = addressOf(event.request);
  if (address) event.respondWith(answer(address, event.request));
});

async function fetchAll() {
  try {
    const cache = await caches.open(OURS);
    await Promise.all(self.shell.files.map((file) => keep(cache, file)));
  } catch (trouble) {
    await caches.delete(OURS);
    throw trouble;
  }
}

/** Where the browser can, it takes the files of this version from the cache by itself: sooner. */
async function nameTheWay(event) {
  const condition = { urlPattern: `${FILES}${self.shell.version}/*`, requestMethod: "get" };
  try {
    await event.addRoutes?.({ condition, source: { cacheName: OURS } });
  } catch {
    // It speaks otherwise of ways: the worker answers.
  }
}

async function keep(cache, file) {
  // What the page has just loaded is not loaded again, unless it is not what it should be.
  const response = await load(file, "default").catch(() => load(file, "reload"));
  await cache.put(file.address, response);
}

/** A file whose bytes are the ones of this version; a hotel portal's answer is an error. */
async function load({ address, type, integrity }, cache) {
  const response = await fetch(address, { cache, integrity, credentials: "omit" });
  const [found] = (response.headers.get("Content-Type") ?? "").split(";");
  if (response.status !== 200 || response.redirected || found !== type) {
    throw new Error(`${address} is not there: ${response.status} ${found}`);
  }
  return response;
}

async function takeOver() {
  const name = await opening();
  if (!name || !(await caches.has(name))) await open();
  await self.clients.claim();
  await tell({ newest: self.shell.version });
}

async function start() {
  await open();
  await self.skipWaiting();
  await tell({ started: self.shell.version });
}

/** From now on this version opens, and no other is kept. */
async function open() {
  const notes = await caches.open(NOTES);
  await notes.put(OPENS, new Response(OURS));
  const names = await caches.keys();
  const others = names.filter((name) => name.startsWith(NAME) && name !== OURS);
  await Promise.all(others.map((name) => caches.delete(name)));
}

/** The name of the cache of the version that opens; nothing before there was one. */
async function opening() {
  const note = await caches.match(OPENS, { cacheName: NOTES });
  return note?.text();
}

async function tell(news) {
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  for (const page of pages) page.postMessage(news);
}

/** The address of the kept file that answers a request; nothing where the network does. */
function addressOf(request) {
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return null;
  if (ADDRESSES.has(pathname) || pathname.startsWith(FILES)) return pathname;
  const isPage = request.mode === "navigate" && pathname.startsWith(PAGE);
  return isPage && !pathname.startsWith(API) ? PAGE : null;
}

/** A file of a version comes from that version, all else from the one that opens. */
async function answer(address, request) {
  const [version] = address.startsWith(FILES) ? address.slice(FILES.length).split("/") : [];
  const name = version ? NAME + version : await opening();
  // A browser short of room may have thrown the cache away, and the scanner is never kept.
  return (await match(address, name ?? OURS)) ?? fetch(request);
}

function match(address, cacheName) {
  return caches.match(address, { cacheName, ignoreVary: true });
}
