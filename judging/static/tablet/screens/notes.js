// Notes, written with the tablet's keyboard and stored letter by letter.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { _ } from "../words.js";
import { icon } from "./icons.js";

/** As long as the server keeps: LONGEST_NOTE in judging/domain/sheet.py. */
const LONGEST_NOTE = 2000;

/** The note on a line, or with the code "" on the whole sheet. @param {object} view @param {object} acts */
export function noteBox(view, acts, code, title) {
  const text = view.sheet.notes[code] ?? "";
  const typing = view.typing?.code === code ? view.typing.text : text;
  if (!view.canScore && !text) return nothing;
  return html`<details ?open=${Boolean(text) || code === ""}>
    <summary>${icon("note")} ${title}</summary>
    <textarea
      rows=${code === "" ? 3 : 2}
      maxlength=${LONGEST_NOTE}
      aria-label=${code === "" ? title : _("Note on %(criterion)s", { criterion: code })}
      ?readonly=${!view.canScore}
      .value=${typing}
      @input=${(event) => acts.writeNote(code, event.target.value)}
    ></textarea>
  </details>`;
}
