// Unsent sheets leave by the screen: one bright code after another.
import { html, nothing, svg } from "../../vendor/lit-html/lit-html.js";
import { _ } from "../words.js";
import { figure } from "./figures.js";
import { icon } from "./icons.js";

/** The code at `view.codes.at`, full screen. @param {object} view @param {object} acts */
export function codesScreen(view, acts) {
  const { drawn, at, onlyByFile, isMaking } = view.codes;
  const says = _("Code %(at)s of %(all)s", { at: figure(at + 1), all: figure(drawn.length) });
  return html`<main id="main" tabindex="-1" class="full">
    <h1>${isMaking ? _("One moment…") : says}</h1>
    ${drawn.length ? picture(drawn[at], says) : html`<p>${_("Everything that was handed in has reached the organiser.")}</p>`}
    <div class="rows">
      <p>
        ${_("Hold the screen before the organiser's camera until it beeps, then go to the next code.")}
      </p>
      ${onlyByFile.length ? html`<p><strong>${_("Too long for codes: %(count)s. Save the file too.", { count: figure(onlyByFile.length) })}</strong></p>` : nothing}
      <div class="choose">
        <button type="button" ?disabled=${at === 0} @click=${() => acts.showCode(at - 1)}>
          ${icon("back")} ${_("Previous")}
        </button>
        <button
          type="button"
          ?disabled=${at >= drawn.length - 1}
          @click=${() => acts.showCode(at + 1)}
        >
          ${_("Next")} ${icon("next")}
        </button>
        <button type="button" @click=${() => acts.go("unsent")}>${_("Finished")}</button>
      </div>
    </div>
  </main>`;
}

/** A drawn code as one picture. @param {{size: number, path: string}} code @param {string} says */
function picture({ size, path }, says) {
  return html`<svg
    viewBox="0 0 ${size} ${size}"
    role="img"
    aria-label=${says}
    shape-rendering="crispEdges"
  >
    ${svg`<rect width=${size} height=${size} fill="#fff"/><path d=${path} fill="#000"/>`}
  </svg>`;
}
