// Numbers and times as the judge reads them: in the digits of the language.
import { day, digits, moment, time } from "../numbers.js";
import { language } from "../words.js";

/** A number in the digits of the language. @param {string | number} value */
export const figure = (value) => digits(value, language());

/** A date with the time on Cambodian clocks. @param {string} iso */
export const when = (iso) => moment(iso, language());

/** The hour and minute on Cambodian clocks. @param {string} iso */
export const hour = (iso) => time(iso, language());

/** A day of the calendar: 2027-04-09. @param {string} date */
export const dayOf = (date) => day(`${date}T00:00+07:00`, language());
