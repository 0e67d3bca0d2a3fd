// Copies text at the press of a button, and says so: on the button (its data-done) and aloud.
const status = document.createElement("p");
status.className = "visually-hidden";
status.setAttribute("role", "status");
document.body.append(status);

const SHOWN = 2_000;

export async function copy(text, button) {
  const done = await write(text);
  if (done) confirm(button);
  return done;
}

async function write(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Forbidden, or not there at all, as on a page without HTTPS.
    return writeTheOldWay(text);
  }
}

function writeTheOldWay(text) {
  const focused = document.activeElement;
  const field = document.createElement("textarea");
  field.className = "visually-hidden";
  field.value = text;
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  focused.focus({ preventScroll: true });
  return done;
}

function confirm(button) {
  const { done } = button.dataset;
  const before = button.dataset.before ?? button.textContent;
  button.dataset.before = before;
  button.textContent = status.textContent = done;
  setTimeout(() => {
    button.textContent = before;
    status.textContent = "";
  }, SHOWN);
}
