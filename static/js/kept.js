// <form data-draft-kept>: what could not be saved as a draft stays in this browser, encrypted with a key of its writer alone.
// On the next page with a connection it goes to the server. See signals/views/kept.py.
import { forget, keep, mine, open, records, submitLater, url } from "./vault.js";

const KEPT = "Er is geen verbinding, of u bent uitgelogd. Uw tekst staat versleuteld in deze browser. Alleen u kunt die hier later verder gebruiken.";
const token = () => document.querySelector("meta[name=csrf-token]").content;
const ownForm = () => document.querySelector("form[data-draft-kept]");
const drafts = () => records().filter((record) => !/^(minutes|journal)-/.test(record.name)); // those are of pen.js and arrived.js
const changed = new WeakSet();

// -- while somebody types

document.addEventListener("input", (event) => { const form = event.target.closest?.("form[data-draft-kept]"); if (form) changed.add(form); });
document.addEventListener("draft-failed", async (event) => {
  if (!event.target.matches("form[data-draft-kept]")) return;
  const status = event.target.querySelector("[data-draft-status]");
  if (await keep(event.target.elements.page.value, event.target).catch(() => false)) status.textContent = KEPT;
});
document.addEventListener("draft-saved", (event) => { if (!event.target.matches("form[data-draft-kept]")) return; changed.delete(event.target); forget(event.target.elements.page.value); });

// Sending may fail where no script can see it: keep first, then send. What has arrived is forgotten on the next page.
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("form[data-draft-kept]") || !changed.has(form)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  await keep(form.elements.page.value, form).catch(() => false);
  changed.delete(form);
  submitLater(form, event.submitter);
}, { capture: true });
window.addEventListener("pageshow", (event) => { if (event.persisted && ownForm()) changed.add(ownForm()); });

// -- on the next page with a connection

async function send(body) {
  const response = await fetch(url, {
    method: "POST", body,
    headers: { Accept: "application/json", "X-Background": "1", "X-Requested-With": "fetch", "X-CSRFToken": token() },
  });
  if (!response.ok || response.redirected) throw new Error(String(response.status));
  return (await response.json()).draft;
}

function tell(look, ...parts) {
  const line = document.createElement("div");
  line.className = `message message-${look}`;
  line.setAttribute("role", "status");
  const text = document.createElement("div");
  text.append(...parts);
  line.append(text);
  document.getElementById("meldingen").append(line);
}

async function giveBack(record, me) {
  const body = await open(record, me).catch(() => null); // the server has another key now
  if (!body) return tell("warning", "Er stond nog tekst van u in deze browser. Die is niet meer te lezen en is nu weg.");
  const draft = await send(body);
  if (!draft) return undefined;
  const form = ownForm();
  if (form?.elements.form.value === body.get("form") && !changed.has(form)) return location.assign(draft); // it shows an older text
  const link = document.createElement("a");
  link.href = draft;
  link.textContent = "Verder gaan met dit concept";
  return tell("success", "Wat u typte toen de verbinding weg was, staat nu bij uw concepten. ", link);
}

async function restore() {
  if (ownForm()) forget(ownForm().dataset.draftKept); // the server has just given it back
  if (!drafts().length) return;
  const me = await mine();
  for (const record of drafts().filter((one) => one.owner === me?.owner)) {
    const isBack = await giveBack(record, me).then(() => true, () => false); // one that is refused does not hold up the others
    if (isBack) forget(record.name);
  }
}

if (ownForm()) mine();
if (navigator.locks) navigator.locks.request("zvh-kept", restore).catch(() => {}); // else it stays for the next page
else restore().catch(() => {});

// -- signing out on purpose clears it, after a warning

function warn(form, submitter, own) {
  const line = document.createElement("div");
  line.className = "message message-warning";
  line.setAttribute("role", "alert");
  const go = button("Uitloggen en weggooien", "btn-danger-outline", () => {
    own.forEach((record) => forget(record.name));
    form.dataset.signOut = "sure";
    form.requestSubmit(submitter);
  });
  const stay = button("Ingelogd blijven", "btn-outline-primary", () => { line.remove(); submitter?.focus(); });
  const text = document.createElement("div");
  const buttons = document.createElement("div");
  buttons.className = "d-flex flex-wrap gap-2 mt-2";
  buttons.append(stay, go);
  text.append("In deze browser staat tekst van u die nog niet is bewaard. Als u nu uitlogt, is die tekst weg.", buttons);
  line.append(text);
  document.getElementById("meldingen").replaceChildren(line);
  document.querySelectorAll("details[data-menu]").forEach((menu) => { menu.open = false; }); // it would lie over the warning
  line.scrollIntoView({ block: "center" });
  stay.focus({ preventScroll: true });
}

function button(text, look, action) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = `btn btn-sm ${look}`;
  made.textContent = text;
  made.addEventListener("click", action);
  return made;
}

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("form[data-sign-out]") || form.dataset.signOut === "sure" || !records().length) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const me = await mine();
  const own = records().filter((record) => record.owner === me?.owner); // of others, or when nobody knows whose: they stay
  if (own.length) return warn(form, event.submitter, own);
  form.dataset.signOut = "sure";
  submitLater(form, event.submitter);
}, { capture: true });
