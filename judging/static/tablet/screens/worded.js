// What was answered on a line, in points and words.
import { html } from "../../vendor/lit-html/lit-html.js";
import { _, words } from "../words.js";
import { figure } from "./figures.js";

/** The answers of a line as text. @param {object} line @param {Object<string, string>} answers */
export function answerWords(line, answers) {
  const given = line.criteria.filter(({ code }) => Object.hasOwn(answers, code));
  if (!given.length) return html`<span class="soft">${_("No answer")}</span>`;
  return given.map(
    (criterion) =>
      html`<span>${figure(answers[criterion.code])} ${saying(criterion, answers)}</span> `,
  );
}

function saying({ code, title, answer, case: side }, answers) {
  const points = answers[code];
  const level = answer.levels?.find((one) => one.points === points);
  const says = level ? words(level.text) : yesNo(answer, points);
  return side ? `${words(title)} — ${says}` : says;
}

function yesNo(answer, points) {
  if (answer.step || answer.levels) return "";
  return points === "0" ? _("No") : _("Yes");
}
