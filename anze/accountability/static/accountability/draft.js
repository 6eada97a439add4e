// The form of a case: what is typed is kept on the server, sealed, as soon as one stops; nothing of it stays on this device. Sending keeps it first, so
// that a form that cannot be sent (no network, signed out meanwhile) stays where it is and says so.
"use strict";
(() => {
  const form = document.querySelector("form[data-sealed-draft]");
  if (!form) return;
  const AFTER = 800, PATIENCE = 20_000, LINGER = 1500, BEACON = 60_000;
  const CUT = "网络不通，没有存上。请不要关闭这个页面，联网后会自动再存。", OUT = "已经退出登录，没有存上。请在另一个窗口登录，再回到这里接着写。";
  const BARRED = "您现在不能办这一步，没有存上。还有用的，请先复制下来。", LATER = "服务器暂时没有收下，没有存上。请稍后再写几个字，或者先复制下来。";
  const said = form.querySelector("[data-draft-said]"), address = form.getAttribute("action") || location.href;
  let since = form.dataset.sealedDraft, timer = 0, dirty = false, leaving = false, saving = Promise.resolve("");

  const say = (words, unsaved) => { said.textContent = words; said.classList.toggle("unsaved", unsaved); };

  function typed() {
    const data = new FormData(form);
    for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
    data.set("keep_draft", "keep");
    data.set("draft_since", since);
    return data;
  }

  // Post the draft, and once more with a fresh token where the one of the page is of an earlier sign-in of the same account.
  async function post(again) {
    const answer = await fetch(address, { method: "POST", body: typed(), redirect: "manual", headers: { Accept: "application/json" }, signal: AbortSignal.timeout(PATIENCE) });
    if (answer.status !== 403 || again) return answer;
    const who = await window.anze.identity();
    if (!who.account || who.account !== window.anze.account) return answer;
    form.elements.csrfmiddlewaretoken.value = who.token;
    return post(true);
  }

  // Keep it. Returns whether the form may be sent: not where nothing would arrive.
  async function save() {
    clearTimeout(timer);
    timer = 0;
    dirty = false;
    let answer;
    try { answer = await post(false); } catch { dirty = true; say(CUT, true); return false; }
    const told = (answer.headers.get("Content-Type") || "").includes("json") ? await answer.json() : {};
    if (told.saved) { since = told.stamp; say(`草稿已存 ${told.saved}，加密存放，只有您看得到`, false); return true; }
    dirty = true;
    if (told.fault) { say(told.fault, true); if (told.stamp) offer(told.stamp); return true; }
    say(answer.type === "opaqueredirect" || answer.status === 401 ? OUT : [403, 404].includes(answer.status) ? BARRED : LATER, true);
    return false;
  }
  const keep = () => (saving = saving.then(save, save));

  // Another window has kept something since: this one overwrites it only when told to.
  function offer(stamp) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "button button-second", textContent: "以这里写的为准" });
    button.addEventListener("click", () => { since = stamp; keep(); });
    said.append(button);
  }

  form.addEventListener("input", () => {
    dirty = true;
    clearTimeout(timer);
    timer = setTimeout(keep, AFTER);
  });
  form.addEventListener("focusout", () => { if (timer) keep(); });
  document.addEventListener("visibilitychange", () => { if (document.hidden && timer) keep(); });
  window.addEventListener("online", () => { if (dirty) keep(); });
  document.addEventListener("click", async (event) => { // a link waits until what was typed is kept
    const link = event.target.closest("a[href]");
    if (!link || !dirty || link.target || link.origin !== location.origin || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    await Promise.race([keep(), new Promise((done) => { setTimeout(done, LINGER); })]);
    location.assign(link.href);
  });
  window.addEventListener("beforeunload", (event) => {
    if (dirty && !leaving && form.isConnected && (said.classList.contains("unsaved") || new URLSearchParams(typed()).toString().length > BEACON)) event.preventDefault();
  });
  window.addEventListener("pagehide", () => { if (dirty && !leaving && form.isConnected) navigator.sendBeacon(address, typed()); }); // left in the middle of a word
  window.addEventListener("pageshow", () => { leaving = false; });
  form.addEventListener("submit", async (event) => {
    if (leaving) return;
    event.preventDefault();
    const { submitter } = event;
    const arrives = await keep();
    if (leaving) return;
    if (!arrives) { say(`还没有提交：${said.textContent}`, true); return; }
    leaving = true;
    form.requestSubmit(submitter);
  });
})();
