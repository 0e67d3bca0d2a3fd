// A button on each block of code, for those whose browser runs scripts: it copies the block.
import { copy } from "./clipboard.js";

const template = document.querySelector("[data-copy-code]");

for (const block of document.querySelectorAll(".prose pre")) {
  const frame = document.createElement("div");
  frame.className = "code-frame";
  block.replaceWith(frame);
  frame.append(block, template.content.cloneNode(true));
  const button = frame.querySelector("button");
  button.addEventListener("click", async () => {
    const code = block.textContent.replace(/\n$/, "");
    if (!(await copy(code, button))) getSelection().selectAllChildren(block);
  });
}
