// Warns two minutes before the login ends, and marks what nobody clicked for as background (it does not extend the login).
const LEFT = 120;
const seconds = Number(document.querySelector("meta[name=idle-seconds]").content);
const stayUrl = document.querySelector("meta[name=idle-stay]").content;
const channel = "BroadcastChannel" in window ? new BroadcastChannel("zvh-idle") : null;
let timers = [];

function message() {
  let line = document.getElementById("idle");
  if (line) return line;
  line = document.createElement("div");
  line.id = "idle";
  line.className = "message message-warning";
  line.setAttribute("role", "alert");
  document.getElementById("meldingen")?.append(line);
  return line;
}

function warn() {
  const button = document.createElement("button");
  button.className = "btn btn-sm btn-outline-primary";
  button.type = "button";
  button.textContent = "Ingelogd blijven";
  button.addEventListener("click", stay);
  const text = document.createElement("div");
  text.textContent = "U bent al een tijd niet bezig. Over twee minuten logt u vanzelf uit. ";
  text.append(button);
  message().replaceChildren(text);
  message().scrollIntoView({ block: "nearest" });
}

function over() {
  message().textContent = "U bent uitgelogd. Wat u heeft getypt, blijft staan: verstuur het, dan vragen wij u opnieuw in te loggen.";
}

async function stay() {
  const response = await fetch(stayUrl, { headers: { "X-Requested-With": "fetch" } }).catch(() => null);
  if (response?.ok) { begin(); channel?.postMessage("clicked"); } else over();
}

function begin() {
  timers.forEach(clearTimeout);
  document.getElementById("idle")?.remove();
  timers = [setTimeout(warn, Math.max(seconds - LEFT, seconds / 2) * 1000), setTimeout(over, seconds * 1000)];
}

// htmx tells what set a request off: without an event of the reader it was a timer or the page itself.
document.addEventListener("htmx:configRequest", (event) => {
  if (!event.detail.triggeringEvent?.isTrusted) event.detail.headers["X-Background"] = "1";
});
document.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.successful && !event.detail.requestConfig.headers["X-Background"]) { begin(); channel?.postMessage("clicked"); }
});
channel?.addEventListener("message", begin);
channel?.postMessage("clicked");
begin();
