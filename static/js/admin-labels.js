// Labels to click on: each goes into the line of names, or out of it again.
for (const root of document.querySelectorAll("[data-labels]")) {
  const input = root.querySelector("input");
  const suggested = root.querySelector(".labels-suggested");
  if (suggested) attach(input, suggested);
}

function attach(input, suggested) {
  const buttons = [...suggested.querySelectorAll("[data-label]")];

  function show() {
    const chosen = namesIn(input).map((name) => name.toLowerCase());
    for (const button of buttons) {
      const isChosen = chosen.includes(button.dataset.label.toLowerCase());
      button.setAttribute("aria-pressed", String(isChosen));
    }
  }

  function toggle(label) {
    const names = namesIn(input);
    const others = names.filter((name) => name.toLowerCase() !== label.toLowerCase());
    const wasThere = others.length < names.length;
    input.value = (wasThere ? others : [...names, label]).join(", ");
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }

  suggested.addEventListener("click", (event) => {
    const button = event.target.closest("[data-label]");
    if (button) toggle(button.dataset.label);
  });
  input.addEventListener("input", show);
  suggested.hidden = false;
  show();
}

function namesIn(input) {
  return input.value.split(",").flatMap((name) => name.trim() || []);
}
