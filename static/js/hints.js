// [data-hint-of="7"]: of the themes that are chosen, the hint is also shown under the choice, in [data-chosen-hints].
const place = document.querySelector("[data-chosen-hints]");

function showChosen() {
  const hints = [...document.querySelectorAll('[name="themes"]:checked')]
    .map((box) => document.querySelector(`li[data-hint-of="${CSS.escape(box.value)}"]`)).filter(Boolean);
  const list = document.createElement("ul");
  list.className = "rows";
  for (const hint of hints) {
    const shown = hint.cloneNode(true);
    shown.removeAttribute("data-hint-of");
    list.append(shown);
  }
  place.replaceChildren(...(hints.length ? [list] : []));
}

if (place) {
  document.addEventListener("change", (event) => { if (event.target.name === "themes") showChosen(); });
  window.addEventListener("pageshow", showChosen);
}
