// The buttons over the text, and their keys. Tab stays the browser's own: it leaves the text.
import { insertParagraph, prefixLines, wrap } from "./editor-text.js";

const KEYS = { b: "bold", i: "italic", k: "link" };

export function offerTools({ root, area, words }) {
  const bar = root.querySelector("[data-tools]");
  const frame = root.querySelector("[data-preview-frame]");

  const tools = {
    bold: () => wrap(area, "**", "**", words.bold),
    italic: () => wrap(area, "*", "*", words.italic),
    link: () => addLink(area, words.link),
    heading: () => prefixLines(area, "## "),
    quote: () => prefixLines(area, "> "),
    list: () => prefixLines(area, "- "),
    code: () => addCode(area, words.code),
    jump: () => insertParagraph(area, "<!--more-->"),
    picture: () => root.querySelector("[data-picture]").click(),
    preview: (button) => {
      frame.hidden = !frame.hidden;
      button.setAttribute("aria-pressed", String(!frame.hidden));
    },
  };

  bar.addEventListener("click", (event) => {
    const button = event.target.closest("[data-tool]");
    if (button) tools[button.dataset.tool](button);
  });
  area.addEventListener("keydown", (event) => {
    const name = KEYS[event.key.toLowerCase()];
    if (!name || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    tools[name]();
  });
  bar.hidden = false;
}

// What is selected becomes the link's text; the cursor waits where its address goes.
function addLink(area, sample) {
  wrap(area, "[", "](https://)", sample);
  const end = area.selectionEnd + "](https://".length;
  area.setSelectionRange(end, end);
}

function addCode(area, sample) {
  const chosen = area.value.slice(area.selectionStart, area.selectionEnd);
  if (chosen.includes("\n")) wrap(area, "```\n", "\n```", sample);
  else wrap(area, "`", "`", sample);
}
