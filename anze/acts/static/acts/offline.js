// What was submitted without a network waits on the device and is sent later: once, by its own account, with the number it got when it was typed.
"use strict";
window.anze = (() => {
  const account = document.body.dataset.signedIn || "";
  const SENT_KEPT = 20;
  const RETRY = 30000; // milliseconds

  const opened = () => new Promise((done, failed) => {
    const request = indexedDB.open("anze", 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("queue", { keyPath: "key" });
      request.result.createObjectStore("drafts", { keyPath: "id" });
    };
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });

  async function store(name, mode, what) {
    const base = await opened();
    try {
      return await new Promise((done, failed) => {
        const transaction = base.transaction(name, mode);
        const request = what(transaction.objectStore(name));
        transaction.oncomplete = () => done(request && request.result);
        transaction.onerror = transaction.onabort = () => failed(transaction.error);
      });
    } finally { base.close(); }
  }

  const all = () => store("queue", "readonly", (rows) => rows.getAll());
  const get = (key) => store("queue", "readonly", (rows) => rows.get(key));
  const put = (entry) => store("queue", "readwrite", (rows) => rows.put(entry)).then(changed);
  const remove = (key) => store("queue", "readwrite", (rows) => rows.delete(key)).then(changed);
  const drafts = {
    get: (id) => store("drafts", "readonly", (rows) => rows.get(id)),
    put: (draft) => store("drafts", "readwrite", (rows) => rows.put(draft)),
    remove: (id) => store("drafts", "readwrite", (rows) => rows.delete(id)),
  };
  // Where an entry was filled in: there it is sent, and there it is mended.
  const formOf = (entry) => entry.form || `/acts/record/${entry.kind}/`;
  const mendAt = (entry) => `${formOf(entry)}${formOf(entry).includes("?") ? "&" : "?"}queued=${entry.key}`;
  const waits = (entry) => entry.state === "waiting" || entry.state === "wrong";
  const changed = () => document.dispatchEvent(new CustomEvent("anze:queue"));

  // Who is signed in now, with a token to send by; nobody where there is no network.
  async function identity() {
    const answer = await fetch("/acts/queue/token/", { cache: "no-store" });
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
  }

  async function sendOne(entry, token) {
    const data = new FormData();
    for (const [name, value, file] of entry.fields) file ? data.append(name, value, file) : data.append(name, value);
    data.set("csrfmiddlewaretoken", token);
    data.set("account", entry.account);
    data.set("device_key", entry.key);
    data.set("typed_at", entry.typedAt);
    const answer = await fetch(formOf(entry), { method: "POST", body: data, headers: { Accept: "application/json" }, redirect: "manual" });
    if (answer.status === 201) {
      const { uid, address, page, refused } = await answer.json();
      await put({ ...entry, state: "sent", uid, address, page, faults: refused, fields: [], sentAt: new Date().toISOString() });
    } else if (answer.status === 422) {
      await put({ ...entry, state: "wrong", faults: (await answer.json()).faults });
    } else { throw new Error(String(answer.status)); } // another account meanwhile, signed out, or the server is not well: it goes on waiting
  }

  async function tidy() {
    const sent = (await all()).filter((entry) => entry.state === "sent").sort((a, b) => b.sentAt.localeCompare(a.sentAt));
    for (const entry of sent.slice(SENT_KEPT)) await remove(entry.key);
  }

  // Returns what stopped it: "" (nothing), "network", "signed-out", "server".
  async function send() {
    const due = (await all()).filter((entry) => entry.state === "waiting").sort((a, b) => a.typedAt.localeCompare(b.typedAt));
    if (!due.length) return "";
    let who;
    try { who = await identity(); } catch { return "network"; }
    if (!who.account) return "signed-out";
    for (const entry of due.filter((one) => one.account === who.account)) {
      try { await sendOne(entry, who.token); } catch (fault) { return fault instanceof TypeError ? "network" : "server"; }
    }
    await tidy();
    return "";
  }

  let under = null;
  const sendAll = () => {
    const once = () => (navigator.locks ? navigator.locks.request("anze-queue", send) : send());
    under = under || once().finally(() => { under = null; });
    return under;
  };

  // A line on every page while something waits.
  async function line() {
    const main = document.querySelector("main");
    const mine = (await all()).filter((entry) => entry.account === account && waits(entry));
    let bar = document.querySelector("[data-queue-line]");
    if (!mine.length || document.querySelector("[data-queue-list]")) { if (bar) bar.remove(); return; }
    if (!bar) {
      bar = document.createElement("p");
      bar.className = "message warning";
      bar.dataset.queueLine = "";
      bar.setAttribute("role", "status");
      main.prepend(bar);
    }
    const wrong = mine.filter((entry) => entry.state === "wrong").length;
    bar.textContent = `本机有 ${mine.length} 条记录待补传${wrong ? `，其中 ${wrong} 条要修改` : ""}。`;
    const link = document.createElement("a");
    link.href = "/acts/queue/";
    link.textContent = "查看";
    bar.append(link);
  }

  function ready() {
    if (!("serviceWorker" in navigator)) return;
    const tell = (registration, pages) => registration.active && registration.active.postMessage({ account, pages });
    if (!account) { navigator.serviceWorker.getRegistration("/").then((found) => found && tell(found, [])); return; }
    const form = document.querySelector("form[data-queue]"); // any form that declares itself so, by the address under which it is opened again
    const pages = form ? [form.dataset.queue || location.pathname, "/acts/queue/", "/acts/record/"] : [];
    navigator.serviceWorker.register("/sw.js", { scope: "/" }).then(() => navigator.serviceWorker.ready).then((found) => tell(found, navigator.onLine ? pages : [])).catch(() => {});
  }

  const begin = () => { line().catch(() => {}); if (account) sendAll().catch(() => {}); };
  document.addEventListener("anze:queue", () => line().catch(() => {}));
  const again = () => { if (account && document.visibilityState === "visible") sendAll().catch(() => {}); };
  window.addEventListener("online", () => account && sendAll().catch(() => {}));
  document.addEventListener("visibilitychange", again); // a phone that wakes up, and a network that comes back unheard of: nobody need press anything
  setInterval(again, RETRY);
  if ("indexedDB" in window) begin();
  ready();
  return { account, all, get, put, remove, drafts, sendAll, identity, waits, mendAt };
})();
