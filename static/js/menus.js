// <details data-menu>: Escape or a click beside it closes; [data-menu-close] inside it too.
const openMenus = () => document.querySelectorAll("details[data-menu][open]");

function close(menu, giveFocusBack) {
  menu.open = false;
  if (giveFocusBack) menu.querySelector("summary").focus();
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  openMenus().forEach((menu) => close(menu, menu.contains(document.activeElement)));
});

document.addEventListener("click", (event) => {
  const closer = event.target.closest("[data-menu-close]");
  if (closer) return close(closer.closest("details"), true);
  openMenus().forEach((menu) => { if (!menu.contains(event.target)) close(menu, false); });
});
