// Which tablet this is, for whoever looks for it in the organiser's list of devices.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { _ } from "../words.js";

/** "This tablet: T-01"; nothing before the first card. @param {{people: object[]}} view */
export function deviceName({ people }) {
  const name = people.map(({ tablet }) => tablet).findLast(Boolean);
  return name
    ? html`<p class="soft">${_("This tablet:")} <strong class="code">${name}</strong></p>`
    : nothing;
}
