// A year is wider than a phone: it opens with the day that is asked about in view, not with January.
"use strict";

for (const box of document.querySelectorAll(".timeline-box[data-today]")) {
  const drawn = box.querySelector("svg");
  const scale = drawn.getBoundingClientRect().width / drawn.viewBox.baseVal.width;
  box.scrollLeft = Number(box.dataset.today) * scale - box.clientWidth / 2; // the browser keeps it within the drawing
}
