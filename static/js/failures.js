// A part of the page that could not be fetched or saved says so, at the top and to a screen reader.
function tell(text) {
  const place = document.getElementById("meldingen");
  if (!place) return;
  const message = document.createElement("div");
  message.className = "message message-error";
  message.setAttribute("role", "alert");
  message.textContent = text;
  place.replaceChildren(message);
  message.scrollIntoView({ block: "nearest" });
}

document.addEventListener("htmx:sendError", () => tell("Er is geen verbinding. Er is niets veranderd. Probeer het straks opnieuw."));
document.addEventListener("htmx:responseError", (event) => {
  const lost = [401, 403].includes(event.detail.xhr.status);
  tell(lost ? "Dit mag u niet, of u bent niet meer ingelogd. Ververs de pagina." : "Dat lukte niet. Ververs de pagina en probeer het opnieuw.");
});
