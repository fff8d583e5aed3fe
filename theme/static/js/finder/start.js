// Makes the finder's form work. All that takes more than this is loaded when somebody uses it.

const form = document.getElementById("finder");
const rest = document.getElementById("find-more");
const opener = form.querySelector(".open");
let started = null;

/** The finder itself; when it cannot be had the form says so, and a next use tries again. */
function finder() {
  if (!started) {
    started = import("./finder.js").then(({ start }) => start(form, open, failed));
    started.then(() => failed(false), () => { started = null; failed(true); });
  }
  return started;
}

function failed(did) {
  form.querySelector(".failed").hidden = !did;
}

/** Shows or hides the choices below the first row; on a wide screen all of them stand there. */
function open(wanted) {
  opener.setAttribute("aria-expanded", wanted);
  rest.classList.toggle("opened", wanted);
}

opener.addEventListener("click", () => open(opener.getAttribute("aria-expanded") === "false"));
form.addEventListener("focusin", () => finder().catch(() => {}), { once: true });
// Also what was chosen before all was there counts.
form.addEventListener("change", () => finder().then((made) => made.recount(), () => {}));
form.addEventListener("submit", (event) => {
  event.preventDefault();
  finder().then((made) => made.apply(), () => {});
});
// An address with choices in it, from a link or a friend.
const names = new Set(Array.from(form.elements, (one) => one.name).filter(Boolean));
if ([...new URLSearchParams(location.search).keys()].some((name) => names.has(name))) {
  finder().then((made) => made.show(), () => {});
}
