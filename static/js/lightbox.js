// Shows the pictures of texts large, over the page. Without it, each is a link to its file.
const links = [...document.querySelectorAll("a[data-large]")];
const dialog = document.querySelector("[data-lightbox]");
const stage = dialog.querySelector("[data-lightbox-picture]");
const caption = dialog.querySelector("[data-lightbox-caption]");
const steps = [...dialog.querySelectorAll("[data-lightbox-step]")];
const unnamed = dialog.getAttribute("aria-label");
let current;

function show(link) {
  const [width, height] = link.dataset.large.split(" ");
  const picture = link.firstElementChild.cloneNode(true);
  for (const part of [picture, ...picture.children]) {
    if (part.srcset) part.sizes = `min(100vw, ${width}px)`;
  }
  const image = picture.matches("img") ? picture : picture.querySelector("img");
  Object.assign(image, { width, height, loading: "eager", className: "" });
  caption.textContent = link.closest("figure")?.querySelector("figcaption")?.textContent ?? "";
  dialog.setAttribute("aria-label", image.alt || caption.textContent || unnamed);
  stage.replaceChildren(picture);
  current = link;
}

function step(by) {
  show(links.at((links.indexOf(current) + by) % links.length));
}

for (const link of links) {
  link.addEventListener("click", (event) => {
    // With these keys a reader asks for a tab, a window or a file.
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    for (const button of steps) button.hidden = links.length === 1;
    show(link);
    dialog.showModal();
  });
}

dialog.addEventListener("click", ({ target }) => {
  const by = Number(target.dataset.lightboxStep);
  if (by) step(by);
  else if (target !== caption) dialog.close();
});

dialog.addEventListener("keydown", ({ key }) => {
  if (key === "ArrowLeft") step(-1);
  if (key === "ArrowRight") step(1);
});

dialog.addEventListener("close", () => {
  stage.replaceChildren();
  current.focus();
});
