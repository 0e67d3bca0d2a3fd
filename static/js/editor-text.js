// Changes to a text area that the writer can undo, where the browser lets us.

export function insert(area, text) {
  area.focus();
  if (document.execCommand("insertText", false, text)) return;
  area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
  tell(area);
}

// Puts marks around what is selected, or takes them off; where nothing is, around a sample.
export function wrap(area, before, after, sample) {
  const { selectionStart: start, selectionEnd: end, value } = area;
  const chosen = value.slice(start, end);
  const isWrapped = value.slice(0, start).endsWith(before) && value.slice(end).startsWith(after);
  if (chosen && isWrapped) {
    area.setSelectionRange(start - before.length, end + after.length);
    insert(area, chosen);
    area.setSelectionRange(start - before.length, end - before.length);
  } else {
    insert(area, before + (chosen || sample) + after);
    const begin = start + before.length;
    area.setSelectionRange(begin, begin + (chosen || sample).length);
  }
}

// Puts a mark before each selected line.
export function prefixLines(area, prefix) {
  const begin = area.value.lastIndexOf("\n", area.selectionStart - 1) + 1;
  const next = area.value.indexOf("\n", area.selectionEnd);
  area.setSelectionRange(begin, next < 0 ? area.value.length : next);
  const lines = area.value.slice(area.selectionStart, area.selectionEnd).split("\n");
  insert(area, lines.map((line) => prefix + line).join("\n"));
}

// Inserts a paragraph of its own, and gives it back with the blank lines it needed.
export function insertParagraph(area, text) {
  const before = area.value.slice(0, area.selectionStart);
  const after = area.value.slice(area.selectionEnd);
  const above = !before || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n";
  const below = after.startsWith("\n\n") ? "" : after.startsWith("\n") ? "\n" : "\n\n";
  insert(area, above + text + below);
  return above + text + below;
}

// Replaces a passage wherever it stands by now; the selection stays where it was.
export function replace(area, passage, text) {
  const at = area.value.indexOf(passage);
  if (at < 0) return;
  area.setRangeText(text, at, at + passage.length, "preserve");
  tell(area);
}

function tell(area) {
  area.dispatchEvent(new Event("input", { bubbles: true }));
}
