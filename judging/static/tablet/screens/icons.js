// Small pictures beside words; never the only sign of anything.
import { html, svg } from "../../vendor/lit-html/lit-html.js";

const stroke = (d) => svg`<path d=${d} fill="none" stroke="currentColor" stroke-width="2.2"
  stroke-linecap="round" stroke-linejoin="round"/>`;

const SHAPES = {
  to_do: svg`<circle cx="12" cy="12" r="9.5" fill="none" stroke="currentColor" stroke-width="2.2"
    stroke-dasharray="4 3"/>`,
  draft: stroke("M3 21l1.2-4.8L16.5 3.9l3.6 3.6L7.8 19.8z"),
  handed_in: stroke("M5 2.5h14v19H5z M12 16V8m-3.4 3L12 7.6l3.4 3.4"),
  received: stroke("M1.5 12.5l5 5L16 7 M11 16.5l1.5 1.5L22.5 7"),
  tick: stroke("M4 12.5l5.5 5.5L20.5 6"),
  question: stroke("M8 8.5a4 4 0 1 1 6 3.4c-1.4.8-2 1.6-2 3.1 M12 19.5v.5"),
  waiting: stroke("M6 2.5h12M6 21.5h12M7.5 2.5c0 5 9 7 9 12v7m0-19c0 5-9 7-9 12v7"),
  refused: stroke("M12 2.5L23 21.5H1z M12 9v5.5M12 17.5v.5"),
  shut: stroke("M4 10h16v12H4z M8 10V7a4 4 0 0 1 8 0v3"),
  withdrawn: stroke("M5 5l14 14M19 5L5 19"),
  settings: stroke(
    "M4 7h9M19 7h1M4 17h1M11 17h9 M13 7a3 3 0 1 0 6 0a3 3 0 1 0-6 0 M5 17a3 3 0 1 0 6 0a3 3 0 1 0-6 0",
  ),
  leave: stroke("M14 3H5v18h9 M10 12h11m-4-4l4 4-4 4"),
  back: stroke("M20 12H4m6-6l-6 6 6 6"),
  next: stroke("M4 12h16m-6-6l6 6-6 6"),
  undo: stroke("M9 5L4 10l5 5 M4 10h9a6 6 0 0 1 0 12H9"),
  note: stroke("M4 3h16v18H4z M8 8h8M8 12h8M8 16h5"),
  camera: stroke("M3 7h4l2-3h6l2 3h4v13H3z M12 17a4 4 0 1 0 0-8a4 4 0 1 0 0 8z"),
  keys: stroke("M3 6h18v12H3z M7 10h.1M12 10h.1M17 10h.1M7 14h10"),
  send: stroke("M12 20V5m-6 6l6-6 6 6"),
  file: stroke("M6 2.5h8l4 4v15H6z M14 2.5v4h4"),
  code: stroke("M3 3h7v7H3z M14 3h7v7h-7z M3 14h7v7H3z M14 14h3v3h4M14 21h3M21 21v-1"),
  share: stroke("M12 15V3M8 6.5L12 2.5l4 4 M7 10H4.5v11.5h15V10H17"),
  plus: stroke("M4 4h16v16H4z M12 8v8M8 12h8"),
  person: stroke("M12 12.5a4.5 4.5 0 1 0 0-9a4.5 4.5 0 1 0 0 9z M3.5 21.5a8.5 8.5 0 0 1 17 0"),
  training: stroke("M2 9l10-5 10 5-10 5z M6 11.5V17c3 2.5 9 2.5 12 0v-5.5"),
  erase: stroke("M9 5h12v14H9l-6-7z M12 9.5l5 5M17 9.5l-5 5"),
};

/**
 * One picture, hidden from those who listen: words stand beside it.
 * @param {keyof typeof SHAPES} name
 */
export const icon = (name) =>
  html`<svg
    class="icon"
    viewBox="0 0 24 24"
    width="24"
    height="24"
    aria-hidden="true"
    focusable="false"
  >
    ${SHAPES[name]}
  </svg>`;

/** Our own mark, as judging/static/mark.svg. */
export const mark = html`<svg class="mark" viewBox="0 0 48 48" aria-hidden="true" focusable="false">
  <circle cx="24" cy="24" r="23" fill="#8a2b3a" />
  <g fill="#f6c65b">
    <path d="M24 8c4.5 5.5 6 10.5 6 15s-2.5 9-6 12c-3.5-3-6-7.5-6-12s1.5-9.5 6-15z" />
    <path d="M9 19c6 1 10 4 12 8s2 7 1.5 10C17 36.5 13 34 11 30.5S8.5 23 9 19z" opacity=".85" />
    <path
      d="M39 19c-6 1-10 4-12 8s-2 7-1.5 10c5.5-.5 9.5-3 11.5-6.5S39.5 23 39 19z"
      opacity=".85"
    />
  </g>
</svg>`;
