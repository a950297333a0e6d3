// <form data-pen-url data-pen-name>: keeps what is typed every few words, as the only one who writes. When somebody else takes over
// the fields close and nothing typed is lost; without a connection the text stays in this browser, encrypted, until it is back.
import { forget, keep, mine, open, records, submitLater } from "./vault.js";

const REST = 1200; // milliseconds after the last word
const LONGEST = 4000; // while somebody types on
const SIGN = 20000; // the pen is still in hand
const LONGEST_PAUSE = 15000;
const forms = new WeakMap();

const announce = (text) => document.dispatchEvent(new CustomEvent("announce", { detail: text }));
const fieldsOf = (form) => [...form.querySelectorAll("textarea")];
const penForms = () => document.querySelectorAll("form[data-pen-url]");

function thisWindow() {
  let name = sessionStorage.getItem("zvh-window");
  if (!name) sessionStorage.setItem("zvh-window", name = crypto.randomUUID());
  return name;
}

function stateOf(form) {
  if (!forms.has(form)) forms.set(form, { version: 0, saved: 0, timer: 0, latest: 0, busy: false, has: false, stopped: false, pause: REST });
  return forms.get(form);
}

function say(form, text, failed = false) {
  const line = form.querySelector("[data-pen-status]");
  line.classList.toggle("draft-failed", failed);
  line.textContent = text;
}

async function send(form) {
  const response = await fetch(form.dataset.penUrl, {
    method: "POST", body: new URLSearchParams(new FormData(form)),
    headers: { Accept: "application/json", "X-Background": "1", "X-Requested-With": "fetch" },
  });
  if (response.status !== 409 && (!response.ok || response.redirected)) throw new Error(String(response.status));
  return response.json();
}

function kept(form, state, version, answer) {
  for (const [name, value] of Object.entries(answer.fields)) form.elements[name].value = value;
  if (!state.has) announce("Wat u typt wordt vanzelf bewaard.");
  Object.assign(state, { saved: version, has: true, pause: REST, failing: false });
  say(form, `Bewaard om ${new Date().toLocaleTimeString("nl-NL", { hour: "2-digit", minute: "2-digit", second: "2-digit" })}`);
  if (state.version === version) {
    forget(form.dataset.penName);
    form.dispatchEvent(new CustomEvent("draft-saved", { bubbles: true }));
  } else plan(form);
}

// Trying again does not help: somebody else has the pen, or changed the text.
function refused(form, state, answer) {
  state.stopped = true;
  if (answer.taken) {
    fieldsOf(form).forEach((field) => { field.readOnly = true; });
    form.querySelector("[data-pen-take]").hidden = false;
  }
  const rest = state.version === state.saved ? "" : " Wat u typte en nog niet bewaard is, staat hier nog.";
  say(form, answer.sentence + rest, true);
  announce(answer.sentence);
}

async function failed(form, state) {
  const isKept = await keep(form.dataset.penName, form).catch(() => false);
  const where = isKept ? "Uw tekst staat versleuteld in deze browser." : "Laat deze pagina open.";
  const text = `Er is geen verbinding. ${where} Wij bewaren die zodra het weer kan.`;
  if (!state.failing) announce(text);
  say(form, text, true);
  Object.assign(state, { failing: true, pause: Math.min(state.pause * 2, LONGEST_PAUSE) });
  plan(form);
}

async function save(form) {
  const state = stateOf(form);
  if (!form.isConnected || state.stopped || state.busy) return;
  clearTimeout(state.timer);
  Object.assign(state, { busy: true, latest: 0 });
  const version = state.version;
  const answer = await send(form).catch(() => null);
  state.busy = false;
  if (state.stopped) return;
  if (answer?.sentence) refused(form, state, answer);
  else if (answer) kept(form, state, version, answer);
  else await failed(form, state);
}

function plan(form) {
  const state = stateOf(form);
  state.latest ||= Date.now() + Math.max(LONGEST, state.pause);
  clearTimeout(state.timer);
  state.timer = setTimeout(() => save(form), Math.max(0, Math.min(state.pause, state.latest - Date.now())));
}

document.addEventListener("input", (event) => {
  const form = event.target.closest?.("form[data-pen-url]");
  if (!form) return;
  stateOf(form).version += 1;
  plan(form);
});

// Keep first, then send: sending may fail where no script can see it.
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("form[data-pen-url]")) return;
  const state = stateOf(form);
  clearTimeout(state.timer);
  state.stopped = true;
  if (state.version === state.saved) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  await keep(form.dataset.penName, form).catch(() => false);
  state.saved = state.version;
  submitLater(form, event.submitter);
}, { capture: true });

// Somebody changed this item: is the pen still ours? And now and then: yes, it is.
const inHand = () => [...penForms()].filter((form) => stateOf(form).has);
document.body.addEventListener("live-item", () => inHand().forEach(save));
setInterval(() => { if (!document.hidden) inHand().forEach(save); }, SIGN);
window.addEventListener("online", () => penForms().forEach((form) => { if (stateOf(form).failing) save(form); }));

// Who leaves the page puts the pen down, so that nobody waits for it.
function putDown(form) {
  const body = new URLSearchParams({ window: form.elements.window.value, csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value });
  fetch(form.dataset.penDownUrl, { method: "POST", body, keepalive: true, headers: { "X-Background": "1", "X-Requested-With": "fetch" } }).catch(() => {});
}
window.addEventListener("pagehide", () => inHand().filter((form) => stateOf(form).version === stateOf(form).saved).forEach(putDown));

// -- what an earlier page could not save

async function offer(form) {
  const record = records().find((one) => one.name === form.dataset.penName);
  const me = record && await mine();
  const typed = record && record.owner === me?.owner && await open(record, me).catch(() => null);
  if (!typed) return;
  const other = fieldsOf(form).filter((field) => typed.has(field.name) && typed.get(field.name).trim() !== field.value.trim());
  if (!other.length) return forget(record.name);
  const line = form.querySelector("[data-pen-kept]");
  line.hidden = false;
  line.querySelector("[data-pen-back]").addEventListener("click", () => {
    other.forEach((field) => { field.value = typed.get(field.name); });
    line.hidden = true;
    other[0].dispatchEvent(new Event("input", { bubbles: true }));
    other[0].focus();
  });
  line.querySelector("[data-pen-drop]").addEventListener("click", () => { forget(record.name); line.hidden = true; });
}

if (penForms().length) mine(); // the key, while there is a connection
for (const form of penForms()) {
  form.elements.window.value = thisWindow();
  offer(form);
}
