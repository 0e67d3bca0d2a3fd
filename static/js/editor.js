// The editor for Markdown: gives each text area its tools, its preview and a way in for pictures.
import { warnBeforeLeaving } from "./editor-leaving.js";
import { takePictures } from "./editor-pictures.js";
import { showPreview } from "./editor-preview.js";
import { offerTools } from "./editor-tools.js";

for (const root of document.querySelectorAll("[data-editor]")) {
  const editor = { root, area: root.querySelector("textarea"), words: wordsOf(root) };
  showPreview(editor);
  takePictures(editor);
  offerTools(editor);
  warnBeforeLeaving(editor.area.form);
}

// What the page says in the reader's language: `data-says-offline` is `words.offline`.
function wordsOf({ dataset }) {
  const said = Object.entries(dataset).filter(([name]) => name.startsWith("says"));
  return Object.fromEntries(said.map(([name, text]) => [name.slice(4).toLowerCase(), text]));
}
