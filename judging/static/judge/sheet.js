// Makes the open sheet livelier; without it everything works by the buttons. The server reads the
// sheet by the law and tells what it comes to: no rule of judging is written here.

const sheet = document.getElementById("sheet");
const show = (name, text) => {
  for (const place of sheet.querySelectorAll(`[data-${name}]`)) place.textContent = text;
};
let changes = 0;
let isLeaving = false;

async function readSoFar() {
  const now = ++changes;
  sheet.querySelector("[data-unsaved]").hidden = false;
  let answer;
  try {
    answer = await fetch(sheet.dataset.soFar, { method: "POST", body: new FormData(sheet) });
  } catch {
    return; // No network: the total of the last answer stays until the sheet is kept.
  }
  const isSignedOut = answer.status === 401 || answer.redirected;
  sheet.querySelector("[data-signed-out]").hidden = !isSignedOut;
  if (answer.ok && now === changes && answer.headers.get("content-type") === "application/json") {
    showSoFar(await answer.json());
  }
}

function showSoFar(soFar) {
  show("points", soFar.points);
  show("answered", soFar.answered_text);
  show("asked", soFar.asked_text);
  for (const [part, points] of Object.entries(soFar.parts)) {
    const place = sheet.querySelector(`[data-part="${CSS.escape(part)}"]`);
    if (place) place.textContent = points;
  }
  for (const line of sheet.querySelectorAll("[data-only-if]")) {
    line.classList.toggle("is-not-asked", !soFar.asked.includes(line.dataset.onlyIf));
  }
}

sheet.addEventListener("change", readSoFar);
sheet.addEventListener("input", () => (sheet.querySelector("[data-unsaved]").hidden = false));
sheet.addEventListener("submit", () => (isLeaving = true));
addEventListener("beforeunload", (event) => {
  if (!isLeaving && !sheet.querySelector("[data-unsaved]").hidden) event.preventDefault();
});
