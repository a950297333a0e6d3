// Reads messages out to a screen reader, and takes the reader to the errors of a form.
const later = 150;

document.addEventListener("announce", (event) => {
  const region = document.getElementById("omroep");
  if (!region) return;
  region.textContent = "";
  setTimeout(() => { region.textContent = event.detail; }, later);
});

function readMessages() {
  const texts = [...document.querySelectorAll("[data-message]")].map((message) => message.textContent.trim());
  if (texts.length) document.dispatchEvent(new CustomEvent("announce", { detail: texts.join(" ") }));
  document.querySelector(".error-summary")?.focus();
}

document.addEventListener("DOMContentLoaded", readMessages);
