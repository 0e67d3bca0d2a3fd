// The buttons under a post that need a script: the system's own sheet, and the link to copy.
import { copy } from "./clipboard.js";

for (const place of document.querySelectorAll("[data-share]")) {
  const { url, title } = place.dataset;
  const sheet = place.querySelector("[data-share-sheet]");
  const link = place.querySelector("[data-share-link]");

  sheet.hidden = !navigator.share;
  sheet.addEventListener("click", () => {
    // It is refused, too, where the reader closes the sheet.
    navigator.share({ title, url }).catch(() => {});
  });

  link.hidden = false;
  link.firstElementChild.addEventListener("click", ({ target }) => copy(url, target));
}
