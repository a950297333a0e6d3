// <form data-kept-name>: what is typed lies in this browser, encrypted with a key of its writer alone, until it has arrived: the page
// that follows then points to what was written (#…). Else its writer can put it back on the same page. See static/js/vault.js.
import { forget, keep, mine, open, records } from "./vault.js";

const SENT = "zvh-sent"; // in this tab: under which name something was sent
const PAUSE = 1500; // milliseconds after the last key
const form = document.querySelector("form[data-kept-name]");
let timer = null;

const keepNow = () => { clearTimeout(timer); return keep(form.dataset.keptName, form).catch(() => false); };
const changes = (field, values) => (["radio", "checkbox"].includes(field.type) ? field.checked !== values.includes(field.value) : field.value.trim() !== values[0].trim());

function putBack(fields, typed) {
  for (const field of fields) {
    if (["radio", "checkbox"].includes(field.type)) field.checked = typed.getAll(field.name).includes(field.value);
    else field.value = typed.get(field.name);
  }
  fields[0].dispatchEvent(new Event("input", { bubbles: true }));
  fields[0].dispatchEvent(new Event("change", { bubbles: true }));
  fields[0].focus();
}

async function offer() {
  const record = records().find((one) => one.name === form.dataset.keptName);
  const me = await mine(); // the key, while there is a connection
  const typed = record && record.owner === me?.owner && await open(record, me).catch(() => null);
  if (!typed || !form.hasAttribute("data-kept-offer")) return;
  const fields = [...form.elements].filter((field) => field.name && field.type !== "hidden" && (typed.has(field.name) || field.checked));
  const other = fields.filter((field) => changes(field, typed.getAll(field.name)));
  if (!other.length) return forget(record.name);
  const line = form.querySelector("[data-kept-line]");
  line.hidden = false;
  line.querySelector("[data-kept-back]").addEventListener("click", () => { putBack(other, typed); line.hidden = true; });
  line.querySelector("[data-kept-drop]").addEventListener("click", () => { forget(record.name); line.hidden = true; });
}

if (form) {
  offer();
  form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(keepNow, PAUSE); });
  form.addEventListener("submit", () => { keepNow(); sessionStorage.setItem(SENT, form.dataset.keptName); });
} else {
  const sent = sessionStorage.getItem(SENT);
  if (sent && location.hash) forget(sent);
  sessionStorage.removeItem(SENT);
}
