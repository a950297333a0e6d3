// <select data-begin-with="id of a field">: choosing a standard text fills that field while it is empty or still holds the text
// chosen before. Else nothing changes; the button beside it posts the form and puts the text below what was typed.
const filled = new WeakMap();

document.addEventListener("change", (event) => {
  const select = event.target.closest?.("select[data-begin-with]");
  const field = select && document.getElementById(select.dataset.beginWith);
  const text = select?.selectedOptions[0]?.dataset.text;
  if (!field || !text || (field.value.trim() && field.value !== filled.get(field))) return;
  field.value = text;
  filled.set(field, field.value);
  field.dispatchEvent(new Event("input", { bubbles: true }));
});
