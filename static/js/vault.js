// What lies in this browser encrypted, with a key of its writer that is asked while there is a connection and never stored.
// What is kept under a name can be opened by the same person for seven days. See signals/views/kept.py.
export const url = document.querySelector("meta[name=kept-url]").content;
const PREFIX = "zvh-kept-";
const LONGEST = 7 * 24 * 3600 * 1000;
const LONGEST_WAIT = 5000; // milliseconds
let known = null;

async function fetchKey() {
  const response = await fetch(url, {
    headers: { Accept: "application/json", "X-Background": "1", "X-Requested-With": "fetch" }, signal: AbortSignal.timeout(LONGEST_WAIT),
  });
  if (!response.ok || response.redirected) throw new Error(String(response.status));
  const { owner, key } = await response.json();
  const bytes = Uint8Array.from(atob(key), (letter) => letter.charCodeAt(0));
  return { owner, key: await crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]) };
}

export function mine() {
  known ??= fetchKey().catch(() => { known = null; return null; });
  return known;
}

const pack = (bytes) => btoa(Array.from(new Uint8Array(bytes), (one) => String.fromCharCode(one)).join(""));
const unpack = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

export const forget = (name) => localStorage.removeItem(PREFIX + name);

export function records() {
  const found = [];
  for (const stored of Object.keys(localStorage).filter((one) => one.startsWith(PREFIX))) {
    const record = { name: stored.slice(PREFIX.length), ...JSON.parse(localStorage.getItem(stored)) };
    if (Date.now() - record.at > LONGEST) forget(record.name);
    else found.push(record);
  }
  return found;
}

export function typedIn(form) {
  const text = new URLSearchParams();
  new FormData(form).forEach((value, name) => { if (typeof value === "string" && name !== "csrfmiddlewaretoken") text.append(name, value); });
  return text.toString();
}

export async function keep(name, form) {
  const me = await mine();
  if (!me) return false;
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const typed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, me.key, new TextEncoder().encode(typedIn(form)));
  const record = { owner: me.owner, at: Date.now(), iv: pack(iv), typed: pack(typed) };
  localStorage.setItem(PREFIX + name, JSON.stringify(record));
  return true;
}

export async function open(record, me) {
  const opened = await crypto.subtle.decrypt({ name: "AES-GCM", iv: unpack(record.iv) }, me.key, unpack(record.typed));
  return new URLSearchParams(new TextDecoder().decode(opened));
}

// Within the submit event that was stopped a browser may take no second one.
export const submitLater = (form, submitter) => setTimeout(() => form.requestSubmit(submitter));
