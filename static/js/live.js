// [data-live-url]: follows a running meeting. The stream says that something changed; the parts of the page read it again.
// live-agenda: the list. live-now: where the meeting is; its title stands in the list, so it shows at once and the rest comes after.
// live-item: the item that is shown ([data-live-item]).
const root = document.querySelector("[data-live-url]");
const SPREAD = 300; // milliseconds: sixty people need not ask in the same instant
const SPREAD_NOW = 1500; // for what comes below a title that already stands there
const LOST = "Er is geen verbinding. Wij proberen het vanzelf opnieuw.";
let source = null;

const shown = () => document.querySelector("[data-live-item]");
const announce = (text) => document.dispatchEvent(new CustomEvent("announce", { detail: text }));
const tell = (name, within = SPREAD) => setTimeout(() => document.body.dispatchEvent(new CustomEvent(name)), Math.random() * within);

function say(text) {
  const line = root.querySelector("[data-live-status]");
  if (!line || line.textContent === text) return;
  line.textContent = text;
  line.classList.toggle("live-lost", text !== root.dataset.liveFollowing);
}

function stop(text) {
  source?.close();
  source = null;
  say(text);
}

// The mark in the list moves; says whether the list knows that item.
function mark(id) {
  const list = document.querySelector("[data-live-list]");
  const line = id && list?.querySelector(`[data-live-line="${id}"]`);
  if (!list || (id && !line)) return null;
  const chip = list.querySelector("[data-live-now]");
  list.querySelector("[aria-current]")?.removeAttribute("aria-current");
  chip.hidden = !line;
  if (line) {
    line.setAttribute("aria-current", "step");
    line.querySelector("[data-live-name]").after(" ", chip);
  }
  return line || list;
}

function now(id) {
  const line = mark(id);
  if (!line) tell("live-agenda");
  const place = document.querySelector("[data-live-follows]");
  if (!place || !line || !id || shown()?.dataset.liveItem === id) return tell("live-now");
  const name = line.querySelector("[data-live-name]").textContent;
  const head = document.createElement("div");
  head.className = "live-head";
  Object.assign(head.dataset, { liveItem: id, liveTitle: name });
  head.append(Object.assign(document.createElement("h2"), { textContent: name }));
  head.append(Object.assign(document.createElement("p"), { className: "muted mb-0", textContent: "Nu aan de orde. De rest komt eraan." }));
  place.replaceChildren(head);
  announce(`Nu aan de orde: ${name}`);
  title = name;
  tell("live-now", SPREAD_NOW);
}

function follow() {
  if (source || document.hidden) return;
  source = new EventSource(root.dataset.liveUrl);
  source.addEventListener("open", () => { say(root.dataset.liveFollowing); tell("live-agenda"); tell("live-now"); tell("live-item"); });
  source.addEventListener("agenda", () => tell("live-agenda"));
  source.addEventListener("now", (event) => now(event.data));
  source.addEventListener("item", (event) => { if (event.data === shown()?.dataset.liveItem) tell("live-item"); });
  source.addEventListener("over", () => stop("U volgt dit overleg niet meer."));
  source.addEventListener("error", () => {
    if (source?.readyState !== EventSource.CLOSED) return say(LOST); // the browser tries again by itself
    stop("U volgt dit overleg niet meer. Laad de pagina opnieuw.");
  });
}

// A page that nobody looks at does not listen: a browser has few connections, and so has the server.
function restart() {
  if (!document.hidden) return follow();
  source?.close();
  source = null;
}
document.addEventListener("visibilitychange", restart);
window.addEventListener("pagehide", () => { source?.close(); source = null; });
window.addEventListener("pageshow", follow);

let title = shown()?.dataset.liveTitle;
document.addEventListener("htmx:afterSettle", () => {
  const now = shown()?.dataset.liveTitle;
  if (now && now !== title) announce(`Nu aan de orde: ${now}`);
  title = now;
});
follow();
