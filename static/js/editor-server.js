// Asks the server; whatever goes wrong becomes an error whose message is for the writer.
const PATIENCE = 120_000; // milliseconds

export async function post(url, body, words) {
  let response = await send(url, body, words);
  if (response.status === 403 && (await renewToken())) response = await send(url, body, words);
  if (!response.ok || response.redirected) throw new Error(await reason(response, words));
  return response;
}

async function send(url, body, words) {
  const headers = { "X-CSRFToken": tokens()[0].value };
  const signal = AbortSignal.timeout(PATIENCE);
  try {
    return await fetch(url, { method: "POST", body, headers, signal });
  } catch {
    throw new Error(words.offline);
  }
}

async function reason(response, words) {
  try {
    return (await response.json()).error || words.refused;
  } catch {
    return words.refused;
  }
}

// Who signs in again in another tab gets a new token: the form of this page needs it too.
async function renewToken() {
  try {
    const response = await fetch(location.href);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const fresh = page.querySelector("[name=csrfmiddlewaretoken]")?.value;
    for (const token of tokens()) token.value = fresh ?? token.value;
    return Boolean(fresh) && !response.redirected;
  } catch {
    return false;
  }
}

function tokens() {
  return document.querySelectorAll("[name=csrfmiddlewaretoken]");
}
