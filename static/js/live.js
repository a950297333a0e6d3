// [data-live-url]: follows a running meeting. The stream says that something changed; the parts of the page read it again.
// live-agenda: the list, or where the meeting is. live-item: the item that is shown ([data-live-item]).
const root = document.querySelector("[data-live-url]");
const SPREAD = 300; // milliseconds: sixty people need not ask in the same instant
const LOST = "Er is geen verbinding. Wij proberen het vanzelf opnieuw.";
let source = null;

const shown = () => document.querySelector("[data-live-item]");
const announce = (text) => document.dispatchEvent(new CustomEvent("announce", { detail: text }));
const tell = (name) => setTimeout(() => document.body.dispatchEvent(new CustomEvent(name)), Math.random() * SPREAD);

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

function follow() {
  if (source || document.hidden) return;
  source = new EventSource(root.dataset.liveUrl);
  source.addEventListener("open", () => { say(root.dataset.liveFollowing); tell("live-agenda"); tell("live-item"); });
  source.addEventListener("agenda", () => tell("live-agenda"));
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
