// Asks before a page with unsaved text is left.
export function warnBeforeLeaving(form) {
  let isUnsaved = Boolean(document.querySelector(".errornote"));
  form.addEventListener("input", () => {
    isUnsaved = true;
  });
  form.addEventListener("submit", (event) => {
    if (!event.defaultPrevented) isUnsaved = false;
  });
  addEventListener("beforeunload", (event) => {
    if (isUnsaved) event.preventDefault();
  });
}
