// Takes pictures that are dropped, pasted or chosen: a line stands for each until it is there.
import { post } from "./editor-server.js";
import { insertParagraph, replace } from "./editor-text.js";

const LONGEST_NAME = 100; // characters, from the end: more than a form's header can hold is refused

export function takePictures({ root, area, words }) {
  const chooser = root.querySelector("[data-picture]");
  const says = root.querySelector("[data-says]");
  let onTheirWay = 0;
  let number = 0;

  async function take(files) {
    for (const file of files) await upload(file);
  }

  async function upload(file) {
    const name = file.name.replace(/[[\]\n]/g, " ");
    const line = insertParagraph(area, `![${words.uploading} ${name} (${++number})…]()`);
    says.textContent = `${words.uploading} ${name}…`;
    onTheirWay += 1;
    try {
      const body = new FormData();
      body.append("image", file, file.name.slice(-LONGEST_NAME));
      const { image_code: code } = await (await post(root.dataset.uploadUrl, body, words)).json();
      replace(area, line, line.replace(line.trim(), code));
      says.textContent = words.added;
    } catch (error) {
      replace(area, line, "");
      says.textContent = `${name}: ${error.message}`;
    }
    onTheirWay -= 1;
  }

  root.addEventListener("dragover", (event) => {
    if (event.dataTransfer.types.includes("Files")) event.preventDefault();
  });
  root.addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    take([...event.dataTransfer.files]);
  });
  area.addEventListener("paste", (event) => {
    const { files, types } = event.clipboardData;
    if (!files.length || types.includes("text/plain")) return;
    event.preventDefault();
    take([...files]);
  });
  chooser.addEventListener("change", async () => {
    await take([...chooser.files]);
    chooser.value = "";
  });
  area.form.addEventListener("submit", (event) => {
    if (!onTheirWay) return;
    event.preventDefault();
    says.textContent = words.wait;
  });
}
