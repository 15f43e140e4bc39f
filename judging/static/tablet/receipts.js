/** Digest and receipt of a version's text: the same on the tablet and on the server. */

const SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/**
 * SHA-256 of the text's UTF-8.
 *
 * @param {string} text
 * @returns {Promise<string>} 64 hexadecimal digits.
 */
export async function digestOf(text) {
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * The receipt: the first 40 bits of a digest in Crockford's base 32, as `7K2M-9QXB`.
 *
 * @param {string} digest 64 hexadecimal digits.
 * @returns {string}
 */
export function receiptOf(digest) {
  const bits = BigInt(`0x${digest.slice(0, 10)}`);
  const signs = Array.from(
    { length: 8 },
    (_, i) => SIGNS[Number((bits >> BigInt(35 - 5 * i)) & 31n)],
  );
  return `${signs.slice(0, 4).join("")}-${signs.slice(4).join("")}`;
}
