// The button between light and dark. Back at the system's own choice, it follows the system again.
const root = document.documentElement;
const system = matchMedia("(prefers-color-scheme: dark)");

const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : system.matches);

function choose(dark) {
  const theme = dark === system.matches ? "" : dark ? "dark" : "light";
  root.dataset.theme = theme;
  remember(theme);
}

function remember(theme) {
  try {
    if (theme) localStorage.setItem("theme", theme);
    else localStorage.removeItem("theme");
  } catch {
    // Storage is forbidden here: the choice holds for this page.
  }
}

for (const button of document.querySelectorAll("[data-theme-switch]")) {
  const show = () => button.setAttribute("aria-pressed", String(isDark()));
  button.addEventListener("click", () => {
    choose(!isDark());
    show();
  });
  system.addEventListener("change", show);
  show();
  button.hidden = false;
}
