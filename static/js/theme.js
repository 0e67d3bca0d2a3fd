// The chosen theme, if any, before the first paint: css/base.css waits a moment for the attribute.
let theme = "";
try {
  theme = localStorage.getItem("theme") ?? "";
} catch {
  // Storage is forbidden here: the system's theme it is.
}
document.documentElement.dataset.theme = theme;
