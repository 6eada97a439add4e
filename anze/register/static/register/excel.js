// A workbook may be dropped anywhere on the area; without this the field alone takes it.
"use strict";

const area = document.querySelector("form[data-drop]");
if (area) {
  const field = area.querySelector("input[type=file]");
  const working = area.querySelector("[data-working]");
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
  area.addEventListener("submit", () => { working.hidden = false; });
  window.addEventListener("pageshow", () => { working.hidden = true; });
}
