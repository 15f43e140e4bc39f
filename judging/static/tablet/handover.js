/** Last resort without a network: unsent versions leave the tablet as QR codes or as a file. */

import encodeQR from "../vendor/qr/index.js";
import { unsent } from "./outbox.js";

const VERSIONS_IN_A_PACK = 10;
/** What QR version 25 holds at level L: it can be read from a tablet's screen by a webcam. */
const DIGITS_IN_A_CODE = 3057;
/** Digits that are left beside the eight that tell the code's place. */
const ROOM = DIGITS_IN_A_CODE - 8;
const PIECES = 9;
const CODES = 99;
const NUMBERED = 0xffff_ffff;

/**
 * The unsent versions of one enrolment as texts of QR codes, and the identities of those that
 * no nine codes can hold: they leave by the file alone.
 *
 * @param {object} store
 * @param {object} enrolment with `enrolment` and `handover_key`.
 * @returns {Promise<{codes: string[], onlyByFile: string[]}>}
 */
export async function codesOf(store, enrolment) {
  const waiting = await unsent(store, enrolment.enrolment);
  const { packs, tooLong } = await cutIntoPacks(waiting, enrolment);
  return { codes: codesOfPacks(packs), onlyByFile: tooLong.map(({ identity }) => identity) };
}

/**
 * The unsent versions of one enrolment as a file, all in one handover.
 *
 * @param {object} store
 * @param {object} enrolment with `enrolment`, `handover_key` and `competition.code`.
 * @param {Date} at when it is made: it is in the name.
 * @returns {Promise<{name: string, text: string, count: number}>}
 */
export async function fileOf(store, enrolment, at = new Date()) {
  const waiting = await unsent(store, enrolment.enrolment);
  const file = await fileOfPack(await pack(waiting), enrolment);
  const time = at.toISOString().slice(0, 19).replaceAll(":", "");
  const name = `unsent-${enrolment.competition.code}-${time}Z.json`;
  return { name, text: `${JSON.stringify(file)}\n`, count: waiting.length };
}

/** A pack as the object that the file holds. */
export async function fileOfPack(packed, { enrolment, handover_key: key }) {
  const proof = toHex(await proofOf(packed, key));
  return { format: 1, enrolment, proof, packed: toBase64(packed) };
}

/**
 * A code as an SVG path: modules in a square of `size` units, with the quiet zone around.
 *
 * @param {string} code digits, as `codesOf` gives them.
 * @returns {{size: number, path: string}}
 */
export function drawCode(code) {
  const rows = encodeQR(code, "raw", { ecc: "low", encoding: "numeric", border: 4 });
  const dark = rows.flatMap((row, y) =>
    runsOf(row).map(([x, length]) => `M${x} ${y}h${length}v1h-${length}z`),
  );
  return { size: rows.length, path: dark.join("") };
}

/** Where the dark runs of a row begin and how long they are. */
function runsOf(row) {
  const runs = [];
  row.forEach((isDark, x) => {
    if (!isDark) return;
    if (row[x - 1]) runs.at(-1)[1] += 1;
    else runs.push([x, 1]);
  });
  return runs;
}

/** As few packs as hold all; what fits no pack, or no more codes, is told apart. */
async function cutIntoPacks(waiting, enrolment) {
  const packs = [];
  const tooLong = [];
  let codes = 0;
  for (let rest = waiting; rest.length > 0;) {
    const { taken, digits } = await fillPack(rest, enrolment);
    const pieces = Math.ceil(digits.length / ROOM);
    if (pieces <= PIECES && codes + pieces <= CODES) {
      packs.push(digits);
      codes += pieces;
    } else {
      tooLong.push(...taken);
    }
    rest = rest.slice(taken.length);
  }
  return { packs, tooLong };
}

/** The next versions that fit one code together; a single one that does not is cut later. */
async function fillPack(rest, enrolment) {
  for (let count = Math.min(VERSIONS_IN_A_PACK, rest.length); ; count -= 1) {
    const taken = rest.slice(0, count);
    const digits = await digitsOf(await pack(taken), enrolment);
    if (digits.length <= ROOM || count === 1) return { taken, digits };
  }
}

/**
 * The texts of the codes of these packs.
 *
 * @param {string[]} packs digits, as `digitsOf` gives them.
 * @param {number} [longest] digits of a pack that one code holds.
 */
export function codesOfPacks(packs, longest = ROOM) {
  const pieces = packs.flatMap((digits) => cutIntoPieces(digits, longest));
  const two = (number) => String(number).padStart(2, "0");
  return pieces.map(
    ({ digits, piece, of }, place) =>
      `91${two(place + 1)}${two(pieces.length)}${piece}${of}${digits}`,
  );
}

function cutIntoPieces(digits, longest) {
  const of = Math.ceil(digits.length / longest);
  return Array.from({ length: of }, (_, piece) => ({
    digits: digits.slice(piece * longest, (piece + 1) * longest),
    piece: piece + 1,
    of,
  }));
}

/**
 * A pack as a whole number in decimal digits.
 *
 * @param {Uint8Array} packed deflated texts.
 * @param {object} enrolment with `enrolment` and `handover_key` (hexadecimal).
 */
export async function digitsOf(packed, { enrolment, handover_key: key }) {
  if (!(Number.isInteger(enrolment) && enrolment >= 0 && enrolment <= NUMBERED)) {
    throw new RangeError(`${enrolment} is no number of an enrolment`);
  }
  const number = new DataView(new ArrayBuffer(4));
  number.setUint32(0, enrolment);
  const bytes = [new Uint8Array(number.buffer), await proofOf(packed, key), packed];
  // The byte 1 in front keeps the noughts that may follow it.
  return BigInt(`0x01${bytes.map(toHex).join("")}`).toString();
}

const pack = (versions) => deflate(JSON.stringify(versions.map(({ text }) => text)));

/** Deflates (raw) a text's UTF-8. */
export async function deflate(text) {
  const bytes = new TextEncoder().encode(text);
  if (typeof CompressionStream === "undefined") return leaveAsIs(bytes);
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Deflate's own way to leave bytes as they are: for browsers that cannot compress. */
export function leaveAsIs(bytes) {
  const blocks = [];
  for (let at = 0; at === 0 || at < bytes.length; at += 0xffff) {
    const block = bytes.subarray(at, at + 0xffff);
    const head = new DataView(new ArrayBuffer(5));
    head.setUint8(0, at + 0xffff >= bytes.length ? 1 : 0);
    head.setUint16(1, block.length, true);
    head.setUint16(3, ~block.length & 0xffff, true);
    blocks.push(...new Uint8Array(head.buffer), ...block);
  }
  return Uint8Array.from(blocks);
}

async function proofOf(packed, handoverKey) {
  const secret = Uint8Array.from(handoverKey.match(/../g), (pair) => parseInt(pair, 16));
  const how = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", secret, how, false, ["sign"]);
  return new Uint8Array(await crypto.subtle.sign("HMAC", key, packed)).subarray(0, 16);
}

const toHex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

const toBase64 = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
