// <button data-to-action="id of a field">: what is selected there, else its last line, becomes the text of the action form.
// An organisation or person named in it is chosen as who does it; the day stands there already.
const LONGEST = 300;

function sentenceIn(field) {
  const chosen = field.value.slice(field.selectionStart, field.selectionEnd).trim();
  return (chosen || field.value.trim().split("\n").pop()).replace(/\s+/g, " ").slice(0, LONGEST);
}

function chooseOwner(select, sentence) {
  const named = [...select.options].filter((option) => option.value && sentence.toLowerCase().includes(option.text.split(",")[0].toLowerCase()));
  if (named.length === 1) select.value = named[0].value;
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-to-action]");
  if (!button) return;
  const field = document.getElementById(button.dataset.toAction);
  const form = document.getElementById("actie-formulier");
  const sentence = sentenceIn(field);
  if (!sentence) return field.focus();
  form.querySelector("[name=actie-text]").value = sentence;
  const owner = form.querySelector("[name=actie-owner]");
  chooseOwner(owner, sentence);
  (owner.value ? form.querySelector("button") : owner).focus();
  form.scrollIntoView({ block: "center" });
});
