// The desk's papers: which of them were held in the hand.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { _, words } from "../words.js";
import { figure } from "./figures.js";

/** The papers of the entry; nothing for a blind judge. @param {object} view @param {object} acts */
export function papersCard(view, acts) {
  const { papers } = view.kept;
  if (!papers) return nothing;
  const seen = view.sheet.papers?.ticked ?? [];
  return html`<details class="card" ?open=${view.canScore}>
    <summary>${_("Papers seen: %(seen)s", { seen: figure(seen.length) })}</summary>
    <fieldset>
      <legend>${_("Tick every paper that you have held in your hand.")}</legend>
      ${papers.map((paper) => tick(view, acts, paper, seen))}
    </fieldset>
  </details>`;
}

function tick(view, acts, { code, title, issuer }, seen) {
  const turn = (event) => {
    event.preventDefault();
    acts.tickPaper(code, !seen.includes(code));
  };
  return html`<label class="paper">
    <input
      type="checkbox"
      ?disabled=${!view.canScore}
      .checked=${seen.includes(code)}
      @click=${turn}
    />
    <span>${words(title)}<br /><small class="soft">${words(issuer)}</small></span>
  </label>`;
}
