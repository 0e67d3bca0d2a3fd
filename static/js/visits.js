// Tells of a visit that the server could not see: nginx gave the page by itself, or the browser had
// fetched it ahead. Path and referrer, and nothing that knows the reader again.
const { visits } = document.querySelector("[data-visits]").dataset;
const [way] = performance.getEntriesByType("navigation");
const ahead = way?.deliveryType === "navigational-prefetch" || document.prerendering;

function tell() {
  const told = new URLSearchParams({ path: location.pathname, from: document.referrer });
  navigator.sendBeacon(`/v?${told}`);
}

if (document.prerendering) document.addEventListener("prerenderingchange", tell, { once: true });
else if (visits === "beacon" || ahead) tell();
