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
  if (form.dataset.file !== undefined) awaitFile(form);
});
window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
  document.querySelectorAll(".making").forEach((sign) => sign.remove());
});

// A form that is answered with a file leaves its page where it is. While the file is made a sign says so, after three seconds for how long and what one may
// do meanwhile; the answer brings back the mark that was sent (a cookie of a minute), and then the form can be sent again.
function awaitFile(form) {
  const mark = Math.random().toString(36).slice(2, 12), doing = form.dataset.file;
  const field = Object.assign(document.createElement("input"), { type: "hidden", name: "file_mark", value: mark });
  const sign = Object.assign(document.createElement("span"), { className: "making" });
  const turning = Object.assign(document.createElement("span"), { className: "spinner", ariaHidden: "true" });
  const words = document.createElement("span");
  words.setAttribute("role", "status");
  sign.append(turning, words);
  form.append(field, sign);
  setTimeout(() => { words.textContent = `${doing}……`; }, 0);
  const longer = setTimeout(() => {
    turning.replaceWith(Object.assign(document.createElement("progress"), { ariaLabel: doing }));
    words.textContent = `${doing}，还要几秒钟。${form.dataset.leave || ""}`;
  }, 3000);
  const waiting = setInterval(() => {
    if (!document.cookie.includes(`file_mark=${mark}`)) return;
    clearInterval(waiting);
    clearTimeout(longer);
    document.cookie = "file_mark=; Max-Age=0; Path=/";
    field.remove();
    sign.remove();
    delete form.dataset.sent;
  }, 250);
}

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

// A text that may be of so many characters: what is pasted stands in full, and below it stands how long it is and how much that is too long.
document.querySelectorAll("[data-longest]").forEach((field) => {
  const longest = Number(field.dataset.longest), told = document.createElement("p");
  told.className = "hint";
  told.setAttribute("role", "status");
  const count = () => {
    const long = field.value.trim().length, over = long - longest;
    const words = over > 0 ? `已写 ${long} 字，最多 ${longest} 字，请删去 ${over} 字` : long > longest / 2 ? `已写 ${long} 字，最多 ${longest} 字` : "";
    if (told.textContent !== words) told.textContent = words;
    told.classList.toggle("wrong", over > 0);
    if (words && !told.isConnected) field.after(told);
  };
  field.addEventListener("input", count);
  count();
});

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
