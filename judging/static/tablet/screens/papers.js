// The desk's papers: which of them were held in the hand, and what the registry has of them.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { _, words } from "../words.js";
import { dayOf, figure } from "./figures.js";
import { icon } from "./icons.js";

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
    <span
      >${words(title)}<br /><small class="soft">${words(issuer)}</small
      >${registered(view.place.entry, code)}</span
    >
  </label>`;
}

/** Copies from before the registry had papers say nothing of them. */
function registered(entry, code) {
  const paper = entry.registered?.[code];
  if (!paper) return nothing;
  const { number } = paper;
  return html`<br /><small
      >${number ? _("In the registry: %(number)s", { number }) : _("In the registry")} ·
      ${goodUntil(paper)}</small
    >`;
}

/** On which days of the competition it is good. */
function goodUntil({ validity, expires_on }) {
  if (!expires_on) return _("without an end");
  const day = dayOf(expires_on);
  if (validity === "expired") return sign("refused", _("Expired on %(day)s", { day }));
  if (validity === "ends")
    return sign("draft", _("Ends during the competition, on %(day)s", { day }));
  return _("good until %(day)s", { day });
}

const sign = (look, says) =>
  html`<span class="state state-${look}">${icon("refused")}<span>${says}</span></span>`;
