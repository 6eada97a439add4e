// The form of a case: what is typed is kept on the server, sealed, as soon as one stops; nothing of it stays on this device. Sending keeps it first, so
// that a form that cannot be sent (no network, signed out meanwhile) stays where it is and says so.
"use strict";
(() => {
  const form = document.querySelector("form[data-sealed-draft]");
  if (!form) return;
  const AFTER = 800, AGAIN = 20_000, PATIENCE = 20_000, LINGER = 4000, BEACON = 60_000;
  const CUT = "网络不通，没有存上。请不要关闭这个页面，联网后会自动再存。", OUT = "已经退出登录，没有存上。请在另一个窗口登录，再回到这里接着写。";
  const ANOTHER = "现在登录的是另一个账号，没有存上。请用填写时的账号登录。", BARRED = "您现在不能办这一步，没有存上。还有用的，请先复制下来。";
  const LATER = "服务器暂时没有收下，没有存上，稍后会自动再存。";
  const said = form.querySelector("[data-draft-said]"), address = form.getAttribute("action") || location.href;
  const since = form.elements.draft_since;
  let written = 0, kept = 0, timer = 0, leaving = false, saving = Promise.resolve(), overtaken = "";
  const dirty = () => written !== kept;

  const say = (words, unsaved) => { said.textContent = words; said.classList.toggle("unsaved", unsaved); above(); };
  // A phone's keyboard covers the foot of the page: what is said stands above it.
  function above() {
    const seen = window.visualViewport;
    if (seen) said.style.setProperty("--above", `${Math.max(0, window.innerHeight - seen.height - seen.offsetTop)}px`);
  }
  if (window.visualViewport) window.visualViewport.addEventListener("resize", above);

  function typed() {
    const data = new FormData(form);
    for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
    data.set("keep_draft", "keep");
    return data;
  }

  // Post the draft, and once more with a fresh token where the one of the page is of an earlier sign-in of the same account.
  async function post(again) {
    const answer = await fetch(address, { method: "POST", body: typed(), redirect: "manual", headers: { Accept: "application/json" }, signal: AbortSignal.timeout(PATIENCE) });
    if (answer.status !== 403 || again) return [answer, ""];
    const who = await window.anze.identity();
    if (who.account !== window.anze.account) return [answer, who.account ? ANOTHER : OUT];
    form.elements.csrfmiddlewaretoken.value = who.token;
    return post(true);
  }

  // Keep what was written so far. Returns whether the server answered: where it does not, nothing can be sent either.
  async function save() {
    clearTimeout(timer);
    timer = 0;
    overtaken = "";
    const now = written, slow = setTimeout(() => say("正在存……", said.classList.contains("unsaved")), 300);
    let answer, why;
    try { [answer, why] = await post(false); } catch { return failed(CUT, true); } finally { clearTimeout(slow); }
    const told = (answer.headers.get("Content-Type") || "").includes("json") ? await answer.json() : {};
    if (told.saved) {
      since.value = told.stamp;
      kept = now;
      say(`草稿已存 ${told.saved}，加密存放，只有您看得到`, false);
      return true;
    }
    if (told.fault) {
      failed(told.fault, false);
      overtaken = told.overtaken || "";
      if (told.stamp) offer(told.stamp);
      return true;
    }
    const out = answer.type === "opaqueredirect" || answer.status === 401, barred = [403, 404].includes(answer.status);
    return failed(why || (out ? OUT : barred ? BARRED : LATER), !why && !out && !barred);
  }

  function failed(words, again) {
    if (written === kept) written += 1; // it was to be sent: nothing of it is kept
    say(words, true);
    if (again) timer = setTimeout(keep, AGAIN);
    return false;
  }
  const keep = () => (saving = saving.then(() => !dirty() || save()));
  const ask = () => (saving = saving.then(save)); // before it is sent: whether it would arrive

  // Something else has been kept since this page began: it is overwritten only when told to.
  function offer(stamp) {
    const button = (words, press) => {
      const made = Object.assign(document.createElement("button"), { type: "button", className: "button button-second", textContent: words });
      made.addEventListener("click", press);
      return made;
    };
    said.append(button("看存下的", () => { leaving = true; location.reload(); }), button("以这里写的为准", () => { since.value = stamp; keep(); }));
  }

  form.addEventListener("input", () => {
    written += 1;
    clearTimeout(timer);
    timer = setTimeout(keep, AFTER);
  });
  form.addEventListener("focusout", () => { if (dirty()) keep(); });
  document.addEventListener("visibilitychange", () => { if (document.hidden && dirty()) keep(); });
  window.addEventListener("online", () => { if (dirty()) keep(); });
  document.addEventListener("click", async (event) => { // a link waits until what was typed is kept; where it cannot be, the browser asks
    const link = event.target.closest("a[href]");
    if (!link || !dirty() || link.target || link.origin !== location.origin || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    const done = await Promise.race([keep().then(() => true), new Promise((late) => { setTimeout(() => late(false), LINGER); })]);
    if (!done) say(CUT, true);
    location.assign(link.href);
  });
  const size = () => [...typed()].reduce((sum, [name, value]) => sum + 200 + new TextEncoder().encode(name + value).length, 0);
  window.addEventListener("beforeunload", (event) => {
    if (dirty() && !leaving && form.isConnected && (!navigator.onLine || said.classList.contains("unsaved") || size() > BEACON)) event.preventDefault();
  });
  window.addEventListener("pagehide", () => { if (dirty() && !leaving && form.isConnected) navigator.sendBeacon(address, typed()); }); // left in the middle of a word
  window.addEventListener("pageshow", () => { leaving = false; });
  form.addEventListener("submit", async (event) => {
    if (leaving) return;
    event.preventDefault();
    const { submitter } = event, arrives = await ask();
    if (leaving) return;
    if (!arrives) { say(`还没有提交：${said.textContent}`, true); return; }
    if (overtaken && !window.confirm(overtaken)) return;
    leaving = true;
    form.requestSubmit(submitter);
  });
})();
