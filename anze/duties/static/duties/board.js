// A cell opens its explanation beside the board; without this the link opens it as a page. Arrow keys move among the cells.
"use strict";

const panel = document.getElementById("panel");
const body = document.getElementById("panel-body");
let cameFrom = null;

async function explain(link) {
  cameFrom = link;
  link.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(link.href, { headers: { "HX-Request": "true" } });
    if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
    body.innerHTML = await answer.text();
    panel.showModal();
    body.focus({ preventScroll: true });
    panel.scrollTop = 0;
  } catch {
    window.location.assign(link.href); // the page itself says what is wrong
  } finally {
    link.removeAttribute("aria-busy");
  }
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a.cell, a.explain");
  if (!panel || !panel.showModal || !link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  explain(link);
});
if (panel) {
  panel.addEventListener("click", (event) => { if (event.target === panel) panel.close(); });
  // The browser gives the focus back itself where it can, and says "closed" later: by then the reader may have gone on.
  panel.addEventListener("close", () => { if (cameFrom && document.activeElement === document.body) cameFrom.focus(); });
}

// One stop for the Tab key in each grid; the arrows go from cell to cell.
for (const grid of document.querySelectorAll("[data-grid]")) {
  const rows = [...grid.tBodies[0].rows].map((row) => [...row.querySelectorAll("a.cell")]).filter((cells) => cells.length);
  rows.flat().forEach((cell, at) => { cell.tabIndex = at ? -1 : 0; });
  grid.addEventListener("focusin", (event) => {
    if (!event.target.matches("a.cell")) return;
    rows.flat().forEach((cell) => { cell.tabIndex = cell === event.target ? 0 : -1; });
  });
  grid.addEventListener("keydown", (event) => {
    const y = rows.findIndex((cells) => cells.includes(event.target));
    if (y < 0) return;
    const x = rows[y].indexOf(event.target);
    const to = { ArrowRight: rows[y][x + 1], ArrowLeft: rows[y][x - 1], Home: rows[y][0], End: rows[y].at(-1) }[event.key];
    const down = { ArrowDown: rows[y + 1], ArrowUp: rows[y - 1] }[event.key];
    const next = to || (down && down[Math.min(x, down.length - 1)]);
    if (next) { event.preventDefault(); next.focus(); }
  });
}
