// <ol data-reorder-url><li data-id>: order a list by dragging the grip, with Alt+arrows or with the buttons.
const LIST = "[data-reorder-url]";
let dragged = null;
let before = [];

const itemsOf = (list) => [...list.querySelectorAll(":scope > [data-id]")];
const idsOf = (list) => itemsOf(list).map((item) => item.dataset.id);
const nameOf = (item) => item.dataset.name ?? item.closest(LIST).dataset.reorderName ?? "Dit onderdeel";
const announce = (text) => document.dispatchEvent(new CustomEvent("announce", { detail: text }));

function showEnds(list) {
  const items = itemsOf(list);
  items.forEach((item, index) => {
    item.querySelectorAll("[name=move][value=up]").forEach((button) => { button.disabled = index === 0; });
    item.querySelectorAll("[name=move][value=down]").forEach((button) => { button.disabled = index === items.length - 1; });
  });
}

function restore(list, ids) {
  const byId = new Map(itemsOf(list).map((item) => [item.dataset.id, item]));
  list.append(...ids.map((id) => byId.get(id)).filter(Boolean));
  showEnds(list);
}

function showFailure(list, text) {
  let line = list.parentElement.querySelector(".reorder-failed");
  if (!text) return line?.remove();
  if (!line) {
    line = document.createElement("p");
    line.className = "reorder-failed";
    line.setAttribute("role", "alert");
    list.before(line);
  }
  line.textContent = text;
}

async function post(list) {
  const token = document.querySelector("meta[name=csrf-token]")?.content ?? "";
  const body = new URLSearchParams(idsOf(list).map((id) => ["order", id]));
  const response = await fetch(list.dataset.reorderUrl, { method: "POST", body, headers: { "X-CSRFToken": token, "X-Requested-With": "fetch" } });
  if (!response.ok || response.redirected) throw new Error(String(response.status));
}

async function save(list, item, oldIds) {
  const place = idsOf(list).indexOf(item.dataset.id) + 1;
  showEnds(list);
  list.setAttribute("aria-busy", "true");
  try {
    await post(list);
    showFailure(list, "");
    announce(`${nameOf(item)} staat nu op plaats ${place} van ${itemsOf(list).length}.`);
    list.dispatchEvent(new CustomEvent("reordered", { bubbles: true }));
  } catch {
    restore(list, oldIds);
    showFailure(list, "De nieuwe volgorde is niet bewaard. De oude volgorde staat er weer. Probeer het opnieuw.");
  } finally {
    list.removeAttribute("aria-busy");
  }
}

function moveBy(item, steps, focusOn) {
  const list = item.closest(LIST);
  const other = steps < 0 ? item.previousElementSibling : item.nextElementSibling;
  if (!other?.dataset.id || list.hasAttribute("aria-busy")) return;
  const oldIds = idsOf(list);
  if (steps < 0) other.before(item); else other.after(item);
  const saving = save(list, item, oldIds);
  const target = focusOn?.disabled ? item.querySelector("[data-reorder-grip]") : focusOn;
  target?.focus();
  return saving;
}

document.addEventListener("submit", (event) => {
  const button = event.submitter;
  const item = event.target.closest(`${LIST} > [data-id]`);
  if (!item || button?.name !== "move") return;
  event.preventDefault();
  moveBy(item, button.value === "up" ? -1 : 1, button);
}, true);

document.addEventListener("keydown", (event) => {
  const item = event.target.closest?.(`${LIST} > [data-id]`);
  if (!item || !event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
  event.preventDefault();
  moveBy(item, event.key === "ArrowUp" ? -1 : 1, document.activeElement);
});

document.addEventListener("pointerdown", (event) => {
  const item = event.target.closest?.("[data-reorder-grip]")?.closest(`${LIST} > [data-id]`);
  if (!item || event.button || item.closest(LIST).hasAttribute("aria-busy")) return;
  dragged = item;
  before = idsOf(item.closest(LIST));
  item.classList.add("dragging");
});

function follow(event) {
  const over = document.elementFromPoint(event.clientX, event.clientY)?.closest(`${LIST} > [data-id]`);
  if (!over || over === dragged || over.parentElement !== dragged.parentElement) return;
  const box = over.getBoundingClientRect();
  if (event.clientY < box.top + box.height / 2) over.before(dragged); else over.after(dragged);
}

function drop(keep) {
  if (!dragged) return;
  const item = dragged;
  const list = item.closest(LIST);
  dragged = null;
  item.classList.remove("dragging");
  if (!keep) return restore(list, before);
  if (idsOf(list).join() !== before.join()) save(list, item, before);
}

document.addEventListener("pointermove", (event) => { if (dragged) { event.preventDefault(); follow(event); } });
document.addEventListener("pointerup", () => drop(true));
document.addEventListener("pointercancel", () => drop(false));
document.addEventListener("keydown", (event) => { if (event.key === "Escape") drop(false); });
