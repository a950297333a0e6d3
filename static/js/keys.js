// A list with [data-keys]: j and k move over its links, / goes to the search field, ? opens dialog#toetsen.
// Off while typing, and on devices where the reader switched it off.
const OFF = "zvh-keys-off";
const help = document.querySelector("#toetsen");
const opener = document.querySelector("[data-keys-help]");
const toggle = help?.querySelector("[data-keys-on]");
const links = () => [...document.querySelectorAll("[data-keys] th a")];

function isOff() {
  try { return localStorage.getItem(OFF) === "1"; } catch { return false; }
}

function switchTo(on) {
  try { localStorage.setItem(OFF, on ? "0" : "1"); } catch { /* nothing is kept: on until the next page */ }
}

function move(step) {
  const all = links();
  const here = all.findIndex((link) => link.closest("tr").contains(document.activeElement));
  const next = here < 0 ? 0 : Math.min(Math.max(here + step, 0), all.length - 1);
  all[next]?.focus();
}

function search() {
  const field = document.querySelector("input[type=search]");
  field?.focus();
  field?.select();
}

const showHelp = () => { if (help && !help.open) help.showModal(); };
const KEYS = { j: () => move(1), k: () => move(-1), "/": search, "?": showHelp };

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (typing || help?.open || event.ctrlKey || event.altKey || event.metaKey || isOff()) return;
  const act = KEYS[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

if (opener && help) {
  opener.hidden = false;
  opener.addEventListener("click", showHelp);
  toggle.checked = !isOff();
  toggle.addEventListener("change", () => switchTo(toggle.checked));
}
