// <form data-unsaved-warning>: warns before leaving with changes that are not sent or saved as a draft.
const changed = new Set();

document.addEventListener("input", (event) => {
  const form = event.target.closest?.("form[data-unsaved-warning]");
  if (form) changed.add(form);
});
document.addEventListener("submit", (event) => { if (!event.defaultPrevented) changed.delete(event.target); });
document.addEventListener("draft-saved", (event) => changed.delete(event.target));

window.addEventListener("beforeunload", (event) => {
  if ([...changed].some((form) => form.isConnected)) event.preventDefault();
});
