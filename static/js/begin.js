// <select data-begin-with="id of a field">: choosing a standard text fills that field while it is empty or still holds the text
// chosen before. Else nothing changes; the button beside it posts the form and puts the text below what was typed.
// What was chosen while the page still came in counts as well.
const CHOOSING = "select[data-begin-with]";
const filled = new WeakMap();

function fill(select) {
  const field = document.getElementById(select.dataset.beginWith);
  const text = select.selectedOptions[0]?.dataset.text;
  if (!field || !text || (field.value.trim() && field.value !== filled.get(field))) return;
  field.value = text;
  filled.set(field, field.value);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

document.addEventListener("change", (event) => {
  const select = event.target.closest?.(CHOOSING);
  if (select) fill(select);
});
document.querySelectorAll(CHOOSING).forEach(fill);
