// Keys a sheet from paper without a mouse: digits choose the points, Enter goes on, the letters a
// and b go to the cases of an either/or. Without it the form works as any other.

const sheet = document.querySelector("[data-keying]");
const KHMER = "០១២៣៤៥៦៧៨៩";
const typed = { text: "", group: null };

const pointsOf = (radio) => radio.value.split("=").at(-1);
const radiosIn = (group) => [...group.querySelectorAll("input[type=radio]")];

/** Whether the question is asked as things stand: its condition holds, its case is chosen. */
function isAsked(field) {
  const inCase = field.closest(".case-questions");
  const choice = inCase?.previousElementSibling.querySelector("input");
  return !field.closest(".is-not-asked") && (!choice || choice.checked);
}

/** Where Enter stops, in the order of the paper: for each question what is chosen, or its first. */
function steps() {
  const byName = new Map();
  for (const field of sheet.querySelectorAll("input[type=radio], input[inputmode=decimal]")) {
    if (!isAsked(field)) continue;
    if (field.checked || !byName.has(field.name)) byName.set(field.name, field);
  }
  return [...byName.values()];
}

function goTo(field) {
  field.focus({ preventScroll: true });
  field.closest(".line, .bottom, .card").scrollIntoView({ block: "center" });
}

function goOn(field) {
  const all = steps();
  const here = all.findIndex((step) => step.name === field.name);
  goTo(all[here + 1] ?? sheet.querySelector(".bottom button"));
}

/** Choose the points that were typed in this group; one digit more may make a longer number. */
function choose(radio, key) {
  const group = radio.closest(".answers");
  const radios = radiosIn(group);
  const longer = typed.group === group ? typed.text + key : key;
  typed.text = radios.some((one) => pointsOf(one).startsWith(longer)) ? longer : key;
  typed.group = group;
  const found = radios.find((one) => pointsOf(one) === typed.text);
  if (!found) return;
  found.checked = true;
  found.focus();
  found.dispatchEvent(new Event("change", { bubbles: true }));
}

function goToCase(radio, letter) {
  const groups = [...radio.closest(".question").querySelectorAll(".answers")];
  const group = groups[letter.charCodeAt(0) - "a".charCodeAt(0)];
  if (groups.length > 1 && group) radiosIn(group)[0].focus();
}

function take(event) {
  const field = event.target;
  if (event.ctrlKey || event.metaKey || event.altKey || field.tagName !== "INPUT") return;
  const key = KHMER.includes(event.key) ? String(KHMER.indexOf(event.key)) : event.key;
  if (key === "Enter") goOn(field);
  else if (field.type === "radio" && /^[0-9.]$/.test(key)) choose(field, key);
  else if (field.type === "radio" && /^[a-z]$/.test(key)) goToCase(field, key);
  else return;
  event.preventDefault();
}

sheet.addEventListener("keydown", take);
goTo(
  sheet.querySelector(".line.is-wrong input") ?? sheet.querySelector("input:not([type=hidden])"),
);
