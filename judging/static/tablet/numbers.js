// Exact numbers, Khmer digits and dates: read and written as judging/web/filters.py does.
import { Big } from "../vendor/big.js";

const Exact = Big();
Exact.strict = true;

const KHMER_DIGITS = "០១២៣៤៥៦៧៨៩";
const MONTHS = {
  km: "មករា កុម្ភៈ មីនា មេសា ឧសភា មិថុនា កក្កដា សីហា កញ្ញា តុលា វិច្ឆិកា ធ្នូ".split(" "),
  en: (
    "January February March April May June " + "July August September October November December"
  ).split(" "),
};
const HOUR = 3_600_000;
const CAMBODIA = 7 * HOUR;
const MOMENT =
  /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(?:Z|([+-])(\d\d):(\d\d))$/;
const TYPED = /^[+-]?(\d{1,9}(\.\d{0,9})?|\.\d{1,9})$/;
const DECIMAL = /^-?\d+(\.\d+)?$/;

/**
 * The exact number of a decimal text; a JavaScript number is refused.
 * @param {string} text
 * @returns {Big}
 */
export function exact(text) {
  return new Exact(text);
}

/**
 * One spelling for one number, as `plain_number` in judging/domain/meaning.py.
 * @param {Big} number
 * @returns {string} no exponent, no trailing zeros
 */
export function plain(number) {
  return number.toFixed();
}

/**
 * Whether a value is a number written plainly, as answers are kept.
 * @param {unknown} text
 * @returns {boolean}
 */
export function isDecimal(text) {
  return typeof text === "string" && DECIMAL.test(text);
}

/**
 * The points that a person typed, in Khmer or Latin digits, with a point or a comma.
 * @param {string} typed
 * @returns {string | null} plain decimal text; null for anything that is not a number
 */
export function typedPoints(typed) {
  const text = typed.replace(/[០-៩]/g, (digit) => String(KHMER_DIGITS.indexOf(digit)));
  const latin = text.replaceAll(",", ".").trim();
  return TYPED.test(latin) ? plain(exact(latin.replace("+", ""))) : null;
}

/**
 * The value with Khmer digits where the language is Khmer; codes are not put through it.
 * @param {string | number} value
 * @param {"km" | "en"} language
 * @returns {string}
 */
export function digits(value, language) {
  const text = String(value);
  return language === "km" ? text.replace(/[0-9]/g, (digit) => KHMER_DIGITS[digit]) : text;
}

/**
 * A date on Cambodian clocks: 9 January 2027, ថ្ងៃទី៩ ខែមករា ឆ្នាំ២០២៧.
 * @param {string} iso a moment with its zone, ISO 8601
 * @param {"km" | "en"} language
 * @returns {string}
 */
export function day(iso, language) {
  const local = inCambodia(iso);
  const [date, month, year] = [local.getUTCDate(), local.getUTCMonth(), local.getUTCFullYear()];
  const name = MONTHS[language][month];
  return language === "km"
    ? digits(`ថ្ងៃទី${date} ខែ${name} ឆ្នាំ${year}`, language)
    : `${date} ${name} ${year}`;
}

/**
 * The hour and minute on Cambodian clocks: 16:05, ១៦:០៥.
 * @param {string} iso a moment with its zone, ISO 8601
 * @param {"km" | "en"} language
 * @returns {string}
 */
export function time(iso, language) {
  return digits(inCambodia(iso).toISOString().slice(11, 16), language);
}

/**
 * A date with the time on Cambodian clocks.
 * @param {string} iso a moment with its zone, ISO 8601
 * @param {"km" | "en"} language
 * @returns {string}
 */
export function moment(iso, language) {
  const at = language === "km" ? "ម៉ោង" : "at";
  return `${day(iso, language)} ${at} ${time(iso, language)}`;
}

/** The moment as a Date whose UTC parts are those of Cambodian clocks: no zone table is asked. */
function inCambodia(iso) {
  const found = MOMENT.exec(iso);
  if (!found) throw new RangeError(`not a moment with its zone: ${iso}`);
  const [year, month, date, hour, minute, second = "0"] = found.slice(1, 7);
  const [sign, hours = "0", minutes = "0"] = found.slice(7);
  const ahead = (Number(hours) * 60 + Number(minutes)) * 60_000 * (sign === "-" ? -1 : 1);
  return new Date(Date.UTC(year, month - 1, date, hour, minute, second) - ahead + CAMBODIA);
}
