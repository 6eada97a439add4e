// Two minutes before the session ends the page says so, with one press to stay. What stands in its forms is kept on this device
// until the person is back; of a case nothing is: its forms keep it on the server (accountability/draft.js). A page that keeps a session for a shorter time
// than others (cases) is emptied at its end. Without this file the session ends all the same: the server ends it.

(() => {
  const told = document.currentScript.dataset;
  const warned = Number(told.warned);
  const short = told.short === "1";
  // htmx notes the open address, which may say what a case is about.
  const forget = () => { sessionStorage.removeItem("htmx-current-path-for-history"); localStorage.removeItem("htmx-current-path-for-history"); };
  if (short || document.querySelector("form[data-sealed-draft]")) { forget(); window.addEventListener("load", forget); window.addEventListener("pagehide", forget); }
  const kept = `anze-kept:${document.body.dataset.signedIn}:${location.pathname}`;
  const fields = () => [...document.querySelectorAll("main form[method=post] [name]")].filter((field) =>
    !["password", "file", "hidden", "submit", "button"].includes(field.type) && !field.disabled);

  // Forms: keep what was typed, and bring it back once.
  const keep = () => {
    if (short || document.querySelector("form[data-sealed-draft]")) return; // of a case nothing stays on the device: the server keeps it, sealed
    const typed = fields().filter((field) => field.dataset.typed).map((field) => [field.name, field.type, field.value, field.checked]);
    if (typed.length) sessionStorage.setItem(kept, JSON.stringify(typed));
  };
  const restore = () => {
    const found = JSON.parse(sessionStorage.getItem(kept) || "[]");
    sessionStorage.removeItem(kept);
    let restored = 0;
    for (const [name, type, value, checked] of found) {
      const ticked = type === "checkbox" || type === "radio";
      const field = fields().find((one) => one.name === name && one.type === type && (!ticked || one.value === value));
      if (!field) continue;
      if (ticked) field.checked = checked; else field.value = value;
      field.dataset.typed = "1";
      field.dispatchEvent(new Event("input", { bubbles: true }));
      restored += 1;
    }
    if (!restored) return;
    const line = document.createElement("p");
    line.className = "message info";
    line.setAttribute("role", "status");
    line.textContent = "上次没有提交的内容已经恢复，请核对后提交。";
    document.getElementById("main").prepend(line);
  };
  document.addEventListener("input", (event) => { if (event.target.dataset) event.target.dataset.typed = "1"; });
  restore();

  // The warning.
  const dialog = document.createElement("dialog");
  dialog.className = "card";
  dialog.setAttribute("aria-labelledby", "session-ends");
  dialog.setAttribute("aria-describedby", "session-left");
  dialog.innerHTML = "<h2 id=\"session-ends\">您很久没有操作了</h2><p id=\"session-left\"></p><div class=\"actions\"><button type=\"button\" class=\"button\">继续使用</button></div>";
  document.body.append(dialog);
  const words = dialog.querySelector("p");
  const stay = dialog.querySelector("button");
  let ends = Date.now() + Number(told.lasts) * 1000;
  let timer = 0;

  const wait = (seconds) => { clearTimeout(timer); timer = setTimeout(look, Math.max(seconds, 0.5) * 1000); };
  const gone = () => {
    keep();
    const here = location.pathname + location.search;
    if (short) {
      dialog.close();
      document.title = "已自动退出";
      document.body.innerHTML = "<main id=\"main\"><p class=\"message info\" role=\"status\">您有一段时间没有操作，这个页面已经关闭。请重新登录。</p></main>";
      return location.replace(here); // the server ends the session there; the sign-in page alone would find it still in use elsewhere
    }
    location.assign(`${told.signIn}?${new URLSearchParams({ ended: "idle", next: here })}`);
  };
  const show = (left) => {
    const when = left > 60 ? `再过 ${Math.ceil(left / 60)} 分钟就会自动退出。` : "不到 1 分钟就会自动退出。";
    const sealed = document.querySelector("form[data-sealed-draft]"), lost = document.querySelector("[data-draft-said].unsaved");
    const stays = lost ? "填了一半的内容还没有存上，请先复制下来，或者按“继续使用”。" : sealed ? "填了一半的内容加密存在服务器上，登录后打开原来的页面接着写。" : short ? "" : "填了一半的内容会留在本机。";
    words.textContent = when + stays;
    if (dialog.open) return;
    if (lost) dialog.show(); else { dialog.showModal(); stay.focus(); } // what is to be copied must be in reach
  };
  // Another window may have kept the session: before saying anything the server is asked, which does not count as use.
  const look = async () => {
    let left = (ends - Date.now()) / 1000;
    if (left <= warned) {
      try {
        const answer = await fetch(told.left, { headers: { Accept: "application/json" } });
        if (answer.ok) { left = (await answer.json()).seconds; ends = Date.now() + left * 1000; if (left <= 0) return gone(); }
      } catch { /* no network: the clock of this page goes on, and nothing is lost */ }
    }
    if (short && left <= 0) return gone(); // without a network too
    if (left > warned) { if (dialog.open) dialog.close(); return wait(left - warned); }
    show(left);
    return wait(Math.min(left, 15));
  };
  const go_on = async () => {
    if (short && Date.now() >= ends) return gone();
    try {
      const token = JSON.parse(document.body.getAttribute("hx-headers") || "{}")["X-CSRFToken"];
      const answer = await fetch(told.stay, { method: "POST", headers: { "X-CSRFToken": token } });
      if (answer.status !== 204) return gone();
      ends = Date.now() + Number(told.lasts) * 1000;
      dialog.close();
      return wait(Number(told.lasts) - warned);
    } catch {
      words.textContent = "网络不通，没能续上。请检查网络后再按一次。";
      return undefined;
    }
  };
  stay.addEventListener("click", go_on);
  dialog.addEventListener("cancel", (event) => { event.preventDefault(); go_on(); });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) look(); });
  window.addEventListener("pagehide", () => { if (Date.now() >= ends) keep(); });
  wait(Number(told.lasts) - warned);
})();
