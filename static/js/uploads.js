// [data-uploader]: files in parts, one after the other, going on where the connection broke. See signals/views/uploads.py.
const LONGEST_PAUSE = 15000;
const queue = [];
let running = null;

const token = () => document.querySelector("meta[name=csrf-token]").content;
const pause = (time) => new Promise((done) => setTimeout(done, time));
const announce = (text) => document.dispatchEvent(new CustomEvent("announce", { detail: text }));
const megabytes = (size) => (size < 1e6 ? `${Math.max(1, Math.round(size / 1000))} kB` : `${(size / 1e6).toFixed(1).replace(".", ",")} MB`);

class Stop extends Error {} // said to the person; trying again by itself does not help
class Never extends Stop {} // nor does it when the person tries again
class Away extends Error {} // no connection: wait and go on

function ask(method, url, fields, upload, onProgress) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, url);
    request.setRequestHeader("X-CSRFToken", token());
    request.setRequestHeader("X-Background", "1");
    request.setRequestHeader("X-Requested-With", "fetch");
    request.setRequestHeader("Accept", "application/json");
    if (upload) upload.request = request;
    request.upload.onprogress = (event) => onProgress?.(event.loaded);
    request.onerror = request.ontimeout = () => reject(new Away());
    request.onabort = () => reject(new Stop());
    request.onload = () => answered(request, resolve, reject);
    const body = new FormData();
    Object.entries(fields ?? {}).forEach(([name, value]) => body.append(name, value));
    request.send(method === "GET" ? null : body);
  });
}

function answered(request, resolve, reject) {
  let answer = null;
  try { answer = JSON.parse(request.responseText); } catch { /* a page: told below */ }
  if (request.status === 200 && answer) return resolve(answer);
  if (request.status >= 500 || request.status === 0) return reject(new Away());
  if (request.status === 409 && answer && "received" in answer) return resolve(answer);
  if (answer?.sentence) return reject(new Stop(answer.sentence));
  if ([200, 401, 403].includes(request.status)) return reject(new Stop("U bent misschien uitgelogd. Log in een ander tabblad in en probeer het opnieuw."));
  reject(new Stop("Dit bestand is er niet meer. Voeg het opnieuw toe."));
}

// A draft must be there before a file can belong to it.
async function parentOf(uploader) {
  const form = uploader.closest("form") ?? uploader.parentElement.querySelector("[data-upload-form]");
  if (form.elements.signal) return { signal: form.elements.signal.value };
  for (let wait = 0; !form.elements.draft.value; wait += 1) {
    if (wait % 20 === 0) form.dispatchEvent(new CustomEvent("draft-wanted", { bubbles: true }));
    await pause(250);
  }
  return { draft: form.elements.draft.value };
}

class Upload {
  constructor(uploader, file) {
    this.uploader = uploader;
    this.file = file;
    const template = uploader.querySelector("[data-file-template]");
    this.row = template.content.firstElementChild.cloneNode(true);
    this.part("name").textContent = file.name;
    this.part("progress").setAttribute("aria-label", `Voortgang van ${file.name}`);
    this.part("cancel").append(hidden(` ${file.name}`));
    this.part("retry").append(hidden(` ${file.name}`));
    this.part("cancel").addEventListener("click", () => this.cancel());
    this.part("retry").addEventListener("click", () => this.again());
    this.show(0);
    uploader.querySelector("[data-files]").append(this.row);
  }

  part(name) { return this.row.querySelector(`[data-${name}]`); }

  show(sent) {
    const percent = Math.floor((100 * sent) / Math.max(1, this.file.size));
    this.part("progress").value = percent;
    this.part("about").textContent = `${megabytes(this.file.size)}, ${percent}% verstuurd`;
  }

  say(text, isFinal = false, mayRetry = true) {
    const fault = this.part("fault");
    fault.hidden = !text;
    fault.textContent = text;
    this.part("retry").hidden = !isFinal || !mayRetry;
    this.part("progress").hidden = isFinal;
    if (text) announce(`${this.file.name}: ${text}`);
  }

  refusedHere() {
    if (!this.file.size) return "Dit bestand is leeg. Kies een ander bestand.";
    const most = Number(this.uploader.dataset.mostBytes);
    if (this.file.size > most) return "Dit bestand is groter dan 25 MB. Maak het kleiner, of knip het in delen.";
    return "";
  }

  async run() {
    const refused = this.refusedHere();
    try {
      if (refused) throw new Never(refused);
      await this.begin();
      await this.sendParts();
      await this.finish();
    } catch (problem) {
      if (!(problem instanceof Stop)) throw problem;
      if (!this.cancelled) this.say(problem.message, true, !(problem instanceof Never));
      if (problem instanceof Never) this.part("about").textContent = megabytes(this.file.size);
    }
  }

  // Whatever the connection does, go on until it is done or somebody stops it.
  async persist(action) {
    for (let wait = 1000; ; wait = Math.min(wait * 2, LONGEST_PAUSE)) {
      if (this.cancelled) throw new Stop();
      try {
        const answer = await action();
        this.say("");
        return answer;
      } catch (problem) {
        if (!(problem instanceof Away)) throw problem;
        if (this.part("fault").hidden) this.say("De verbinding is weg. Wij gaan zo verder waar het bleef.");
        await Promise.race([pause(wait), new Promise((done) => addEventListener("online", done, { once: true }))]);
      }
    }
  }

  async begin() {
    const { name, size, lastModified } = this.file;
    const parent = await parentOf(this.uploader);
    const answer = await this.persist(() => ask("POST", this.uploader.dataset.begin, { ...parent, name, size, stamp: lastModified }, this));
    this.uploader.querySelector(`[data-file="${answer.token}"]`)?.remove();
    this.base = `${this.uploader.dataset.begin.replace(/[^/]+\/$/, "")}${answer.token}/`;
    this.size = answer.part;
    this.sent = answer.received;
  }

  async sendParts() {
    while (this.sent < this.file.size) {
      this.show(this.sent);
      const answer = await this.persist(() => this.sendPart());
      this.sent = answer.received;
    }
    this.show(this.sent);
  }

  async sendPart() {
    if (this.unsure) this.sent = (await ask("GET", `${this.base}stand/`)).received;
    if (this.sent >= this.file.size) return { received: this.sent };
    this.unsure = true;
    const part = this.file.slice(this.sent, this.sent + this.size);
    const onProgress = (loaded) => this.show(Math.min(this.sent + loaded, this.file.size));
    const answer = await ask("POST", `${this.base}deel/`, { offset: this.sent, part }, this, onProgress);
    this.unsure = false;
    return answer;
  }

  async finish() {
    this.part("about").textContent = "Wordt gecontroleerd…";
    let answer;
    do {
      answer = await this.persist(() => ask("GET", `${this.base}stand/`));
      if (answer.busy) await pause(700);
    } while (answer.busy && !this.cancelled);
    const page = new DOMParser().parseFromString(answer.html, "text/html");
    this.row.replaceWith(document.adoptNode(page.querySelector("li")));
    announce(answer.sentence);
  }

  cancel() {
    this.cancelled = true;
    this.request?.abort();
    if (this.base) ask("POST", `${this.base}weghalen/`).catch(() => {}); // else the tick removes it
    this.row.remove();
    announce(`${this.file.name} is geannuleerd.`);
    this.uploader.querySelector("[data-choose]").focus();
  }

  again() {
    this.unsure = false;
    this.say("");
    add(this);
  }
}

function hidden(text) {
  const span = document.createElement("span");
  span.className = "visually-hidden";
  span.textContent = text;
  return span;
}

async function add(upload) {
  queue.push(upload);
  if (running) return;
  while ((running = queue.shift())) if (!running.cancelled) await running.run();
}

function choose(uploader, files) {
  if (files.length) announce(files.length === 1 ? `${files[0].name} wordt verstuurd.` : `${files.length} bestanden worden verstuurd.`);
  [...files].forEach((file) => add(new Upload(uploader, file)));
}

for (const uploader of document.querySelectorAll("[data-uploader]")) {
  uploader.querySelectorAll("[data-choose]").forEach((input) => {
    input.removeAttribute("name"); // they go by themselves, not with the form
    input.addEventListener("change", () => { choose(uploader, input.files); input.value = ""; });
    input.addEventListener("input", (event) => event.stopPropagation()); // a file is no change of the text
  });
  const drop = uploader.querySelector("[data-drop]");
  for (const kind of ["dragenter", "dragover"]) drop.addEventListener(kind, (event) => { event.preventDefault(); drop.classList.add("drop-over"); });
  for (const kind of ["dragleave", "drop"]) drop.addEventListener(kind, () => drop.classList.remove("drop-over"));
  drop.addEventListener("drop", (event) => { event.preventDefault(); choose(uploader, event.dataTransfer.files); });
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-drop-file]");
  if (!button || !navigator.onLine) return;
  event.preventDefault();
  const uploader = button.closest("[data-uploader]");
  await ask("POST", button.dataset.dropFile).catch(() => {});
  button.closest("[data-file]").remove();
  announce("Het bestand is weggehaald.");
  uploader.querySelector("[data-choose]").focus();
});

const isBusy = () => running || queue.length;
addEventListener("beforeunload", (event) => { if (isBusy()) event.preventDefault(); });
document.addEventListener("submit", (event) => {
  const uploader = event.target.querySelector("[data-uploader]");
  if (!uploader || !isBusy()) return;
  event.preventDefault();
  event.stopPropagation();
  running?.say("Dit bestand wordt nog verstuurd. Wacht even, of annuleer het.");
  running?.row.scrollIntoView({ block: "center" });
}, { capture: true });
