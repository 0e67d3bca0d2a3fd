// A comment that waits for approval is shown to whoever sent it, on return to the page too.
const here = new URL(location.href);
const key = `held:${here.pathname}`;

async function restore(token) {
  const response = await fetch(`?held=${encodeURIComponent(token)}`);
  if (!response.ok) return;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const thread = page.querySelector("[data-thread]");
  if (!thread?.querySelector("[data-waiting]")) localStorage.removeItem(key);
  else if (!document.querySelector("[data-thread] form")) show(thread);
}

function show(thread) {
  document.querySelector("[data-thread]").replaceWith(thread);
  if (location.hash) document.querySelector(location.hash)?.scrollIntoView();
}

try {
  const token = here.searchParams.get("held");
  const kept = localStorage.getItem(key);
  if (token) localStorage.setItem(key, token);
  else if (kept && document.querySelector("[data-thread]")) await restore(kept);
} catch {
  // Storage or network is not to be had: the page stands as it is.
}
