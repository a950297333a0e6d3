// [data-similar-url] in a form: a second after typing it asks for recent signals like it. Never in the way: without an answer nothing shows.
const PAUSE = 1000;
const ENOUGH = 15;
const FIELDS = ["csrfmiddlewaretoken", "title", "facts", "place", "municipality", "themes", "observed_on"];
const place = document.querySelector("[data-similar-url]");
let timer = 0;
let asking = 0;

function typed(form) {
  const all = new FormData(form);
  const some = new URLSearchParams();
  for (const name of FIELDS) all.getAll(name).forEach((value) => some.append(name, value));
  some.append("shown", place.querySelector("[data-shown]")?.value ?? "");
  return some;
}

async function ask(form) {
  const text = typed(form);
  if ((text.get("title") + text.get("facts")).trim().length < ENOUGH) return;
  const mine = ++asking;
  try {
    const response = await fetch(place.dataset.similarUrl, { method: "POST", body: text, headers: { "X-Background": "1", "X-Requested-With": "fetch" } });
    if (mine !== asking || !response.ok || response.redirected || response.status === 204) return;
    place.innerHTML = await response.text();
    place.hidden = !place.querySelector("li");
  } catch { /* no connection: the report itself says so when it is kept */ }
}

if (place) {
  const form = place.closest("form");
  for (const kind of ["input", "change"]) {
    form.addEventListener(kind, (event) => {
      if (!FIELDS.includes(event.target.name)) return;
      clearTimeout(timer);
      timer = setTimeout(() => ask(form), PAUSE);
    });
  }
}
