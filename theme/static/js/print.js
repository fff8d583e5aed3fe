// A button that prints its page. Without a script it stays hidden: every browser can print from its menu.

for (const button of document.querySelectorAll("button[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
