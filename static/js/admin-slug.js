// Shows in the empty field the slug that the server will make of the title, by its own rule.
const LENGTH = 40;
const title = document.querySelector("[name=title], [name=name]");
const slug = document.querySelector("[name=slug]");

function slugOf(text) {
  const folded = text
    .normalize("NFKD")
    .replace(/[^\x20-\x7e]/g, "")
    .toLowerCase();
  const words = folded.replaceAll("_", "-").replace(/[^\w\s-]/g, "");
  const whole = words.replace(/[-\s]+/g, "-").replace(/^-|-$/g, "");
  if (whole.length <= LENGTH) return whole;
  const cut = whole.slice(0, LENGTH + 1).lastIndexOf("-");
  return whole.slice(0, cut > 0 ? cut : LENGTH);
}

if (title && slug) {
  const show = () => {
    slug.placeholder = slugOf(title.value);
  };
  title.addEventListener("input", show);
  show();
}
