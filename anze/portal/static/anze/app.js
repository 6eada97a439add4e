// What a page does beyond its forms and links. Everything works without it; this only makes it lighter.
"use strict";

// After a refused form the summary of errors is read first.
const summary = document.querySelector("[data-focus]");
if (summary) summary.focus();

// A form is sent once: a second press while it is under way does nothing.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method === "get" || form.dataset.again !== undefined) return;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = "1";
});
window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent));

// Filters apply as soon as one is chosen.
document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-auto]");
  if (form && event.target.matches("select, input[type=checkbox], input[type=date]")) form.requestSubmit();
});

// A tick that ticks all of a page's list, and one for all of a list on every page; taking one tick back takes theirs back.
document.addEventListener("change", (event) => {
  const set = event.target.dataset.ticks || event.target.dataset.everything;
  const heads = document.querySelectorAll("[data-ticks], [data-everything]");
  if (set) {
    document.querySelectorAll(`input[name="${set}"]`).forEach((box) => { box.checked = event.target.checked; });
    heads.forEach((head) => { if (!event.target.checked || head.dataset.ticks) head.checked = event.target.checked; });
  } else if (event.target.matches("input[type=checkbox]") && !event.target.checked) {
    heads.forEach((head) => { if ((head.dataset.ticks || head.dataset.everything) === event.target.name) head.checked = false; });
  }
});

// Where the words of an article scroll by themselves, they begin at what is meant.
const words = document.querySelector(".original"), meant = words && words.querySelector("mark");
if (meant && words.scrollHeight > words.clientHeight) words.scrollTop = Math.max(0, meant.offsetTop - 48);

// A form that counts once keeps its number where one comes back to it with the browser's button: sent again it is the same sending.
const once = document.querySelector("form:not([data-queue]) input[name=device_key]");
if (once && !document.querySelector(".error-summary")) {
  const cameBack = (performance.getEntriesByType("navigation")[0] || {}).type === "back_forward";
  if (cameBack && history.state && history.state.filling) once.value = history.state.filling;
  else history.replaceState({ ...history.state, filling: once.value }, "");
}

// What lies folded for a phone lies open where there is room.
if (matchMedia("(min-width: 60rem)").matches) document.querySelectorAll("details[data-wide]").forEach((one) => { one.open = true; });

document.addEventListener("click", (event) => {
  const print = event.target.closest("[data-print]");
  if (print) window.print();
  const open = document.querySelector("details.me[open]");
  if (open && !open.contains(event.target)) open.open = false;
});

// A slash goes to the search box, as long as nothing is being typed.
document.addEventListener("keydown", (event) => {
  const box = document.querySelector("[data-search]");
  if (event.key !== "/" || !box || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, [contenteditable]")) return;
  event.preventDefault();
  box.focus();
  box.select();
});
