// Shows the tool. What makes it work is loaded when somebody uses it, or opens an address with an answer in it.

export const MOST_NEEDS = 2;
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

/** A third need is not taken, and the form says why. */
form.addEventListener("change", ({ target }) => {
  const tooMany = target.checked && form.querySelectorAll("input:checked").length > MOST_NEEDS;
  if (tooMany) target.checked = false;
  form.querySelector("[data-part=many]").textContent = tooMany ? form.dataset.many : "";
});

form.hidden = false;
form.addEventListener("focusin", () => page().catch(() => {}), { once: true });
form.addEventListener("submit", (event) => {
  event.preventDefault();
  page().then(({ submitted }) => submitted(), () => {});
});
if (location.hash.length > 1) page().catch(() => {});
