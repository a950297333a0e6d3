// <form data-privacyscan-url data-privacyscan-fields data-privacyscan-parties>: while somebody types, lists under each field what
// may be personal data, and puts a letter in the place of a name everywhere with one click. Never blocks: without an answer nothing shows.
const PAUSE = 900;
const forms = new WeakMap();

const announce = (text) => document.dispatchEvent(new CustomEvent("announce", { detail: text }));
const words = (text) => (text ?? "").split(" ").filter(Boolean);
const stateOf = (form) => {
  if (!forms.has(form)) forms.set(form, { timer: 0, asked: null, found: 0 });
  return forms.get(form);
};
const textsOf = (form) => words(form.dataset.privacyscanFields).map((name) => form.elements[name]).filter(Boolean);

function body(form) {
  const data = new URLSearchParams();
  textsOf(form).forEach((field) => data.append(field.name, field.value));
  for (const party of words(form.dataset.privacyscanParties)) {
    const name = form.elements[`${party}-name`];
    if (name) data.append(name.name, name.value);
  }
  form.querySelectorAll("[name=privacyscan_known]").forEach((known) => data.append("privacyscan_known", known.value));
  data.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  return data;
}

async function check(form) {
  const state = stateOf(form);
  state.asked?.abort();
  state.asked = new AbortController();
  const answer = await fetch(form.dataset.privacyscanUrl, {
    method: "POST", body: body(form), signal: state.asked.signal, headers: { "X-Requested-With": "fetch" },
  }).catch(() => null);
  if (!answer?.ok || answer.redirected) return;
  const text = await answer.text().catch(() => null);
  if (text !== null) show(form, new DOMParser().parseFromString(text, "text/html"));
}

function show(form, page) {
  const focused = document.activeElement?.closest("[data-privacyscan-marks]");
  form.querySelectorAll("[data-privacyscan-marks]").forEach((old) => old.remove());
  const lists = [...page.querySelectorAll("[data-privacyscan-marks]")];
  lists.forEach((list) => under(form.elements[list.dataset.privacyscanMarks], list));
  if (focused) form.elements[focused.dataset.privacyscanMarks]?.focus();
  const found = lists.reduce((sum, list) => sum + list.querySelectorAll("li").length, 0);
  const state = stateOf(form);
  if (found > state.found) announce("Onder het veld staat wat over een persoon kan gaan. Is dit nodig?");
  state.found = found;
}

function under(field, list) {
  if (!field) return;
  const here = field.closest(`[id="div_${field.id}"]`);
  if (here) here.append(list);
  else field.after(list);
}

// Spans are [field, start, end, what stands there, what comes there]; what was typed over meanwhile stays as it is.
function replace(form, button) {
  const keeps = button.name === "privacyscan_keep";
  if (keeps && !partyFor(form, button.value)) return say(button);
  const spans = JSON.parse(button.dataset.privacyscanSpans).sort((one, other) => other[1] - one[1]);
  const changed = new Set();
  for (const [name, start, end, there, label] of spans) {
    const field = form.elements[name];
    if (field?.value.slice(start, end) !== there) continue;
    field.value = field.value.slice(0, start) + label + field.value.slice(end);
    changed.add(field);
  }
  remember(form, button.value, button.dataset.privacyscanName);
  if (keeps) keep(form, button.value, button.dataset.privacyscanName);
  changed.forEach((field) => field.dispatchEvent(new Event("input", { bubbles: true })));
  form.elements[button.closest("[data-privacyscan-marks]").dataset.privacyscanMarks].focus();
  announce(`De naam is overal vervangen door ${button.value}.`);
  soon(form, 0);
}

function remember(form, label, name) {
  const known = document.createElement("input");
  Object.assign(known, { type: "hidden", name: "privacyscan_known", value: `${label}=${name}` });
  form.append(known);
}

const partsOf = (form, party) => ["label", "name", "why"].map((part) => form.elements[`${party}-${part}`]);

function partyFor(form, label) {
  const parties = words(form.dataset.privacyscanParties);
  const labelled = parties.find((party) => partsOf(form, party)[0].value === label);
  return labelled ?? parties.find((party) => partsOf(form, party).every((part) => !part.value));
}

function keep(form, label, name) {
  const [labelField, nameField] = partsOf(form, partyFor(form, label));
  labelField.value = label;
  nameField.value ||= name;
  nameField.closest("details")?.setAttribute("open", "");
}

function say(button) {
  const text = "Bij Betrokkenen is geen plaats meer. Maak daar een plaats leeg, of vervang de naam zonder hem te bewaren.";
  const line = Object.assign(document.createElement("p"), { className: "draft-failed", textContent: text });
  button.closest("li").append(line);
  announce(text);
}

function soon(form, pause = PAUSE) {
  const state = stateOf(form);
  clearTimeout(state.timer);
  state.timer = setTimeout(() => check(form), pause);
}

document.addEventListener("input", (event) => {
  const form = event.target.closest?.("form[data-privacyscan-url]");
  if (form) soon(form);
});
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-privacyscan-marks] button[data-privacyscan-spans]");
  if (button) replace(button.form, button);
});
document.querySelector("[data-privacyscan-panel]")?.focus();
document.querySelectorAll("form[data-privacyscan-url]").forEach((form) => {
  if (textsOf(form).some((field) => field.value)) soon(form, 0);
});
