// [data-part="signal.facts:12"]: words selected in such a text come into the form, with which of the same they are. Without it one types them.
const texts = [...document.querySelectorAll("[data-part]")];
const form = texts[0]?.closest("form");
const field = (name) => form.querySelector(`[name="${name}"]`);

// How often these words stand in a text, not counting what stands within a mark; white space as the server reads it.
function times(content, words) {
  const pattern = words.trim().split(/\s+/).map((word) => word.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")).join("\\s+");
  return (content.match(new RegExp(`${pattern}(?![^⟦⟧]*⟧)`, "gu")) ?? []).length;
}

function choose() {
  const selection = document.getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return;
  const range = selection.getRangeAt(0);
  const text = texts.find((one) => one.contains(range.startContainer) && one.contains(range.endContainer));
  const words = range.toString().trim();
  if (!text || !words) return;
  const before = document.createRange();
  before.setStart(text, 0);
  before.setEnd(range.endContainer, range.endOffset);
  field("at").value = text.dataset.part;
  field("words").value = words;
  nth(times(before.toString(), words));
  field("words").dispatchEvent(new Event("input", { bubbles: true }));
  document.dispatchEvent(new CustomEvent("announce", { detail: "De woorden staan in het formulier." }));
}

// The choice that the form shows, or else its hidden field.
function nth(number) {
  const choices = form.querySelectorAll('[name="nth"]');
  for (const one of choices) {
    if (one.type === "radio") one.checked = one.value === String(number);
    else one.value = number;
  }
}

if (form) {
  form.querySelector("[data-part-help]").hidden = false;
  document.addEventListener("pointerup", () => setTimeout(choose));
  document.addEventListener("keyup", (event) => event.shiftKey && choose());
  field("words").addEventListener("input", (event) => event.isTrusted && nth(""));
  field("at").addEventListener("change", () => nth(""));
}
