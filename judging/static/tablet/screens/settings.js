// Language, colours and size of text of this tablet.
import { html } from "../../vendor/lit-html/lit-html.js";
import { _, language } from "../words.js";
import { deviceName } from "./device.js";
import { backButton, frame } from "./frame.js";

const NAMES = { km: "ខ្មែរ", en: "English" };
const THEMES = {
  light: () => _("Light"),
  dark_hall: () => _("Dark hall"),
  sunlight: () => _("Sunlight"),
};
const SIZES = { 1: () => _("Usual"), 2: () => _("Large"), 3: () => _("Very large") };

/** The settings of this tablet. @param {object} view @param {object} acts */
export function settingsScreen(view, acts) {
  const main = html`
    ${backButton(() => acts.back(), _("Back"))}
    <h1>${_("Settings")}</h1>
    ${languages(acts)}
    ${group(_("Colours of the screen"), THEMES, view.theme, (value) => acts.choose("theme", value))}
    ${group(_("Size of the text"), SIZES, String(view.size), (value) => acts.choose("size", Number(value)))}
    ${deviceName(view)}
    <p class="soft">${_("Version of the app: %(version)s", { version: view.version })}</p>
  `;
  return frame(view, acts, { main, isNarrow: true });
}

function languages(acts) {
  return html`<section class="card rows">
    <h2>${_("Language")}</h2>
    <div class="choose">
      ${Object.entries(NAMES).map(
        ([code, name]) =>
          html`<button
            type="button"
            class="big"
            lang=${code}
            aria-pressed=${language() === code}
            @click=${() => acts.choose("language", code)}
          >
            ${name}
          </button>`,
      )}
    </div>
  </section>`;
}

function group(title, options, chosen, choose) {
  return html`<section class="card rows">
    <h2>${title}</h2>
    <div class="choose">
      ${Object.entries(options).map(
        ([value, says]) =>
          html`<button
            type="button"
            class="big"
            aria-pressed=${value === chosen}
            @click=${() => choose(value)}
          >
            ${says()}
          </button>`,
      )}
    </div>
  </section>`;
}
