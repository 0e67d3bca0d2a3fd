// Shows beside the text what it will look like on the site, a moment after each change.
import { post } from "./editor-server.js";

const PAUSE = 400; // milliseconds

export function showPreview({ root, area, words }) {
  const frame = root.querySelector("[data-preview-frame]");
  const says = root.querySelector("[data-preview-says]");
  let timer;
  let turn = 0;

  async function refresh() {
    const mine = ++turn;
    const body = new FormData();
    body.append("content", area.value);
    try {
      const html = await (await post(root.dataset.previewUrl, body, words)).text();
      if (mine === turn) show(frame, html, says);
    } catch (error) {
      if (mine === turn) says.textContent = error.message;
    }
  }

  area.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(refresh, PAUSE);
  });
  frame.addEventListener("load", () => {
    frame.contentDocument.addEventListener("click", openElsewhere);
    refresh();
  });
  new MutationObserver(() => takeTheme(frame)).observe(document.documentElement, {
    attributeFilter: ["data-theme"],
  });
  frame.hidden = false;
}

function show(frame, html, says) {
  says.textContent = "";
  const page = frame.contentDocument;
  const article = page?.querySelector("[data-preview]");
  if (!article) return;
  const { scrollTop } = page.documentElement;
  article.innerHTML = html; // sanitised by the server, as on the site
  page.defaultView.scrollTo({ top: scrollTop, behavior: "instant" });
}

// A link would lead the preview away from the text.
function openElsewhere(event) {
  const link = event.target.closest("a[href]");
  if (!link || link.getAttribute("href").startsWith("#")) return;
  event.preventDefault();
  window.open(link.href, "_blank", "noopener");
}

function takeTheme(frame) {
  const { theme } = document.documentElement.dataset;
  const root = frame.contentDocument?.documentElement;
  if (root && theme) root.dataset.theme = theme;
  else if (root) delete root.dataset.theme;
}
