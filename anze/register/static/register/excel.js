// A workbook may be dropped anywhere on the area; what takes a while says so. Without this the field and the buttons do the same.
"use strict";

const area = document.querySelector("form[data-drop]");
if (area) {
  const field = area.querySelector("input[type=file]");
  for (const name of ["dragenter", "dragover"]) {
    area.addEventListener(name, (event) => { event.preventDefault(); area.classList.add("over"); });
  }
  area.addEventListener("dragleave", (event) => { if (!area.contains(event.relatedTarget)) area.classList.remove("over"); });
  area.addEventListener("drop", (event) => {
    event.preventDefault();
    area.classList.remove("over");
    if (!event.dataTransfer.files.length) return;
    field.files = event.dataTransfer.files;
    area.requestSubmit();
  });
}

document.querySelectorAll("form[data-works]").forEach((form) => {
  const working = form.querySelector("[data-working]");
  form.addEventListener("submit", () => { working.hidden = false; });
  window.addEventListener("pageshow", () => { working.hidden = true; });
});
