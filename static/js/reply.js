// Brings the form under the comment that is answered, with what was typed still in it.
const form = document.querySelector("[data-comment-form]");
const note = form?.querySelector("[data-reply-note]");
const parent = form?.querySelector("[name=parent]");
const home = document.createComment("the form's place");
form?.before(home);

function answer(link) {
  link.closest("article").append(form);
  address(link.dataset.reply, link.dataset.name);
}

function goHome() {
  const link = document.querySelector(`[data-reply="${CSS.escape(parent.value)}"]`);
  home.after(form);
  address("", "");
  link?.focus();
}

function address(id, name) {
  parent.value = id;
  note.hidden = !id;
  note.querySelector("[data-reply-name]").textContent = name;
  if (id) form.querySelector("input:not([type=hidden]), textarea").focus();
}

if (form) {
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-reply]");
    const cancel = event.target.closest("[data-reply-cancel]");
    if ((!link && !cancel) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (link) answer(link);
    else goHome();
  });
}
