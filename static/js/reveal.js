// [data-show-when="outcome"][data-show-values="a b"]: shown only while that choice of the form has one of the values.
function show(part) {
  const form = part.closest("form");
  const chosen = form.querySelector(`[name="${part.dataset.showWhen}"]:checked`)?.value;
  part.hidden = !part.dataset.showValues.split(" ").includes(chosen);
}

const showAll = (form) => form.querySelectorAll("[data-show-when]").forEach(show);

document.addEventListener("change", (event) => { if (event.target.form) showAll(event.target.form); });
window.addEventListener("pageshow", () => document.querySelectorAll("form").forEach(showAll));
document.querySelectorAll("form").forEach(showAll);
