// <span data-clock="moment" data-minutes="15">: how long an item lasts already, beside the time it has.
const BEAT = 1000;

function show(clock) {
  const passed = Math.max(0, Math.floor((Date.now() - Date.parse(clock.dataset.clock)) / 60000));
  const has = Number(clock.dataset.minutes);
  clock.textContent = `${passed} van ${has} minuten`;
  clock.classList.toggle("clock-over", passed > has);
}

const showAll = () => document.querySelectorAll("[data-clock]").forEach(show);
document.addEventListener("htmx:afterSettle", showAll);
setInterval(showAll, BEAT);
showAll();
