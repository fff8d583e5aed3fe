// What was handed in need not be kept in the browser any longer. On the page that thanks for it.

try {
  localStorage.removeItem(document.querySelector("[data-draft]").dataset.draft);
} catch {
  // a browser that keeps nothing
}
