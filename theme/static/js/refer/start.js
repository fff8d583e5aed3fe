// Shows the tool. What makes it work is loaded when somebody uses it, or opens an address with an answer in it.

const form = document.querySelector("#refer");
let loading = null;

/** The tool itself; when it cannot be had the page says so, and a next use tries again. */
function page() {
  loading ??= import("./page.js");
  loading.catch(() => {
    loading = null;
    const answer = document.querySelector("#referred");
    answer.hidden = false;
    answer.querySelector("[data-part=status]").textContent = answer.dataset.offline;
  });
  return loading;
}

form.hidden = false;
form.addEventListener("focusin", () => page().catch(() => {}), { once: true });
form.addEventListener("submit", (event) => {
  event.preventDefault();
  page().then(({ submitted }) => submitted(), () => {});
});
if (location.hash.length > 1) page().catch(() => {});
