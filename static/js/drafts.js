// <form data-draft-url>: keeps what was typed on the server, without files, every few seconds when it changed.
const PAUSE = 5000;
const LONGEST_PAUSE = 60000;
const drafts = new WeakMap();

function stateOf(form) {
  if (!drafts.has(form)) drafts.set(form, { timer: 0, pause: PAUSE, failing: false, version: 0, saved: 0, busy: false });
  return drafts.get(form);
}

function say(form, text, failed) {
  let line = form.querySelector("[data-draft-status]");
  if (!line) {
    line = document.createElement("p");
    line.dataset.draftStatus = "";
    (form.querySelector(".form-actions") ?? form).append(line);
  }
  line.className = failed ? "draft-status draft-failed" : "draft-status";
  line.textContent = text;
}

const announce = (text) => document.dispatchEvent(new CustomEvent("announce", { detail: text }));

function body(form) {
  const data = new FormData(form);
  const text = new URLSearchParams();
  data.forEach((value, name) => { if (typeof value === "string") text.append(name, value); });
  return text;
}

async function send(form, leaving) {
  const response = await fetch(form.dataset.draftUrl, {
    method: "POST", body: body(form), keepalive: leaving, headers: { Accept: "application/json", "X-Background": "1", "X-Requested-With": "fetch" },
  });
  if (response.status !== 409 && (!response.ok || response.redirected)) throw new Error(String(response.status));
  const isJson = response.headers.get("Content-Type")?.includes("json");
  return isJson ? response.json() : {};
}

function remember(form, answer) {
  if (answer.draft_url) form.dataset.draftUrl = answer.draft_url;
  for (const [name, value] of Object.entries(answer.fields ?? {})) {
    if (form.elements[name]) form.elements[name].value = value;
  }
}

function succeeded(form, state, version, answer) {
  remember(form, answer);
  if (state.failing || !state.saved) announce("Uw concept is bewaard.");
  Object.assign(state, { saved: version, failing: false, pause: PAUSE });
  const time = new Date().toLocaleTimeString("nl-NL", { hour: "2-digit", minute: "2-digit" });
  say(form, `Concept bewaard om ${time}`, false);
  if (state.version === version) form.dispatchEvent(new CustomEvent("draft-saved", { bubbles: true }));
  else plan(form);
}

// Trying again does not help: it was sent from another page, say.
function refused(form, state, sentence) {
  state.stopped = true;
  say(form, sentence, true);
  announce(sentence);
}

function failed(form, state) {
  const text = "Uw concept is nog niet bewaard. Wij proberen het zo opnieuw. Laat deze pagina open.";
  if (!state.failing) announce(text);
  say(form, text, true);
  state.failing = true;
  state.pause = Math.min(state.pause * 2, LONGEST_PAUSE);
  form.dispatchEvent(new CustomEvent("draft-failed", { bubbles: true }));
  plan(form);
}

async function save(form, leaving = false) {
  const state = stateOf(form);
  if (!form.isConnected || state.stopped || state.busy || state.version === state.saved) return;
  const version = state.version;
  state.busy = true;
  const answer = await send(form, leaving).catch(() => null);
  state.busy = false;
  if (state.stopped) return;
  if (answer?.sentence) refused(form, state, answer.sentence);
  else if (answer) succeeded(form, state, version, answer);
  else failed(form, state);
}

function plan(form) {
  const state = stateOf(form);
  clearTimeout(state.timer);
  state.timer = setTimeout(() => save(form), state.pause);
}

document.addEventListener("input", (event) => {
  const form = event.target.closest?.("form[data-draft-url]");
  if (!form) return;
  const state = stateOf(form);
  state.version += 1;
  if (form.elements.version) form.elements.version.value = state.version;
  if (state.version === state.saved + 1) plan(form);
});

// Something wants to belong to the draft (a file): keep it now. Its number then stands in the form.
document.addEventListener("draft-wanted", (event) => {
  stateOf(event.target).version += 1;
  save(event.target);
});

document.addEventListener("submit", (event) => {
  if (!event.target.matches("form[data-draft-url]") || event.defaultPrevented) return;
  const state = stateOf(event.target);
  state.stopped = true;
  clearTimeout(state.timer);
});

const everyDraft = (leaving) => document.querySelectorAll("form[data-draft-url]").forEach((form) => save(form, leaving));
document.addEventListener("visibilitychange", () => { if (document.hidden) everyDraft(true); });
window.addEventListener("online", () => everyDraft(false));
window.addEventListener("pageshow", () => document.querySelectorAll("form[data-draft-url]").forEach((form) => { stateOf(form).stopped = false; }));
