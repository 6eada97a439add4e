// A form of acts, and any form that declares itself with data-queue (the address under which it is opened again; data-label, data-said,
// data-list and data-list-name say how it is called): rows that are added, drafts kept by themselves, sending that survives a cut network.
"use strict";
(() => {
  const form = document.querySelector("form[data-record], form[data-queue]");
  if (!form) return;
  const said = form.querySelector("[data-draft-said]");
  const note = document.querySelector("[data-offline-note]");
  const notice = document.querySelector("[data-restored]");
  const queued = new URLSearchParams(location.search).get("queued");
  const DRAFT_AFTER = 2000, PATIENCE = 20_000;
  const bytes = () => [...crypto.getRandomValues(new Uint8Array(16))].map((one) => one.toString(16).padStart(2, "0")).join("");
  let timer = 0, saving = Promise.resolve(), busy = false;

  // Each filling has a number of its own. Whoever comes back to it with the browser's button finds the same one, so that sending it
  // once more shows the first receipt; a page opened anew gets another. Files that wait on the server wait under the number the page has.
  const numbered = (number) => { form.elements.device_key.value = number; history.replaceState({ ...history.state, filling: number }, ""); };
  const cameBack = (performance.getEntriesByType("navigation")[0] || {}).type === "back_forward";
  if (form.dataset.queue !== undefined && !form.querySelector("[data-aside]")) numbered((cameBack && history.state && history.state.filling) || bytes());
  window.addEventListener("pageshow", (event) => { if (event.persisted) busy = false; });

  function addRow(rows) {
    const every = rows.querySelectorAll("[data-row]"), fresh = every[every.length - 1].cloneNode(true);
    const number = every.length;
    fresh.querySelectorAll("input, select").forEach((input) => {
      input.name = input.name.replace(/-\d+-/, `-${number}-`);
      input.id = `id_${input.name}`;
      if (input.tagName === "INPUT") input.value = "";
    });
    fresh.querySelectorAll("label").forEach((label) => { label.htmlFor = label.htmlFor.replace(/-\d+-/, `-${number}-`); });
    every[number - 1].after(fresh);
    return fresh;
  }
  form.querySelectorAll("[data-add-row]").forEach((button) => { button.hidden = false; });
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-add-row]");
    if (button) addRow(button.closest("[data-rows]")).querySelector("input").focus();
  });

  // What was typed before, put back: names with their values.
  function fill(fields) {
    const names = new Map();
    for (const [name, value] of fields) if (typeof value === "string") names.set(name, [...(names.get(name) || []), value]);
    for (const name of names.keys()) {
      const row = /^(\w+)-(\d+)-/.exec(name);
      while (row && !form.elements[name] && form.elements[`${row[1]}-0-${name.split("-")[2]}`]) {
        addRow(form.elements[`${row[1]}-0-${name.split("-")[2]}`].closest("[data-rows]"));
      }
    }
    const skipped = new Set(["csrfmiddlewaretoken", "aside", "device_key", "typed_at", "fitted"]);
    for (const input of form.elements) {
      if (!input.name || skipped.has(input.name) || input.type === "file") continue;
      const values = names.get(input.name);
      if (input.type === "checkbox" || input.type === "radio") input.checked = Boolean(values && values.includes(input.value));
      else if (values && (input.tagName !== "SELECT" || [...input.options].some((option) => option.value === values[0]))) input.value = values[0];
    }
    form.querySelectorAll("details.more").forEach((more) => {
      if ([...more.querySelectorAll("input, select, textarea")].some((input) => (input.type === "checkbox" ? input.checked : input.value))) more.open = true;
    });
    form.dispatchEvent(new Event("change", { bubbles: true }));
  }

  const fields = () => [...new FormData(form)].filter(([name, value]) => name !== "csrfmiddlewaretoken" && !(value instanceof File && !value.size))
    .map(([name, value]) => (value instanceof File ? [name, value, value.name] : [name, value]));

  // ── drafts
  const draftId = form.dataset.draft && `${window.anze.account}|${form.dataset.draft}`;
  const dropDraft = () => (draftId ? window.anze.drafts.remove(draftId) : Promise.resolve());
  async function saveDraft() {
    const data = new FormData(form);
    data.delete("attached");
    data.set("draft_form", form.dataset.draft);
    try {
      const answer = await fetch(form.dataset.draftAddress, { method: "POST", body: data, redirect: "manual", headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(String(answer.status));
      said.textContent = `草稿已存 ${(await answer.json()).saved}`;
      await dropDraft();
    } catch {
      if (busy && form.dataset.queue === undefined) return; // cut off by the sending itself
      await window.anze.drafts.put({ id: draftId, fields: fields().filter((one) => one.length === 2), at: new Date().toISOString() });
      said.textContent = "草稿已存本机";
    }
  }
  if (form.dataset.draft) {
    form.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => { timer = 0; if (!busy) saving = saveDraft().catch(() => {}); }, DRAFT_AFTER);
    });
    window.addEventListener("pagehide", () => { // left in the middle of a word
      if (!timer || busy) return;
      const data = new FormData(form);
      data.delete("attached");
      data.set("draft_form", form.dataset.draft);
      navigator.sendBeacon(form.dataset.draftAddress, data);
    });
  }

  async function restore() {
    if (queued) {
      const entry = await window.anze.get(queued);
      if (!entry || entry.account !== window.anze.account) return;
      fill(entry.fields);
      numbered(entry.key);
      const kept = new DataTransfer();
      for (const [name, value] of entry.fields) if (name === "attached" && value instanceof Blob) kept.items.add(value instanceof File ? value : new File([value], "附件"));
      if (kept.files.length && form.elements.attached) form.elements.attached.files = kept.files;
      return;
    }
    if (!form.dataset.draft || document.querySelector(".error-summary")) return;
    const here = await window.anze.drafts.get(draftId).catch(() => null);
    const there = document.getElementById("draft-data");
    if (here && (!notice || here.at > new Date(notice.dataset.restored).toISOString())) {
      fill(here.fields);
      said.textContent = "已恢复存在本机的草稿";
    } else if (there) {
      fill(Object.entries(JSON.parse(there.textContent)).flatMap(([name, values]) => values.map((value) => [name, value])));
    }
  }
  if (notice) notice.addEventListener("submit", dropDraft);

  // ── sending
  const summary = () => form.dataset.said.split(" ").map((name) => (form.elements[name] || { value: "" }).value.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, "$1年$2月$3日"))
    .filter(Boolean).join(" ");

  async function keep(key) {
    await window.anze.put({ key, account: window.anze.account, form: form.dataset.queue || location.pathname, label: form.dataset.label, summary: summary(), fields: fields(),
      typedAt: new Date().toISOString(), state: "waiting", faults: [] });
    await dropDraft();
  }

  function kept(key, words) {
    window.anze.shown(form, key, words);
    if (note) note.hidden = true;
  }

  const post = () => {
    const data = new FormData(form);
    data.set("account", window.anze.account);
    return fetch(location.pathname, { method: "POST", body: data, headers: { Accept: "application/json" }, redirect: "manual", signal: AbortSignal.timeout(PATIENCE) });
  };

  // Send, and once more with a fresh token where the one of the page is of an earlier sign-in. Returns the answer and who is signed in, if asked.
  async function tried() {
    const answer = await post();
    if (answer.status !== 403) return [answer, null];
    const who = await window.anze.identity();
    if (who.account !== window.anze.account) return [answer, who];
    form.elements.csrfmiddlewaretoken.value = who.token;
    return [await post(), who];
  }

  async function send() {
    const key = form.elements.device_key.value;
    let answer, who;
    try { [answer, who] = await tried(); } catch {
      await keep(key);
      kept(key, "现在没有网络。登记时间以服务器收到时为准，另记下您填写的时间。");
      return;
    }
    const signedOut = answer.type === "opaqueredirect" || (who && !who.account), another = answer.status === 409 || (who && who.account && who.account !== window.anze.account);
    if (answer.status === 201) {
      await dropDraft();
      if (queued) await window.anze.remove(key);
      location.assign((await answer.json()).address);
    } else if (signedOut || another || answer.status >= 500) {
      await keep(key);
      if (signedOut) location.assign("/acts/queue/"); // to sign in, and then it is sent
      else kept(key, another ? "现在登录的是另一个账号。请用填写时的账号登录，登录后自动补传。" : "服务器暂时没有收下，稍后自动再试。");
    } else { form.submit(); } // what is wrong is shown by the page itself
  }

  // A form that the browser sends itself, and that says data-sure: it goes out only where the server answers, else what was typed stays on the device.
  async function surely(submitter) {
    busy = true;
    clearTimeout(timer);
    timer = 0;
    await saving;
    const who = await window.anze.identity().catch((fault) => (fault instanceof TypeError ? null : {}));
    if (who && who.account === window.anze.account) { await dropDraft(); form.requestSubmit(submitter); return; }
    await window.anze.drafts.put({ id: draftId, fields: fields().filter((one) => one.length === 2), at: new Date().toISOString() });
    if (who) { form.requestSubmit(submitter); return; } // to sign in; what was typed is put back afterwards
    busy = false;
    form.querySelectorAll("[data-working]").forEach((working) => { working.hidden = true; });
    said.textContent = `现在没有网络，还没有送到服务器；填写的已存本机。请联网后再按“${(submitter && submitter.textContent.trim()) || "保存"}”。`;
  }

  form.addEventListener("submit", async (event) => {
    if (form.dataset.sure !== undefined && !busy && draftId && "indexedDB" in window) {
      event.preventDefault();
      await surely(event.submitter);
      return;
    }
    if (form.dataset.queue === undefined) { // the browser sends it: nothing is kept any more
      busy = true;
      clearTimeout(timer);
      timer = 0;
      return;
    }
    if (!("indexedDB" in window) || (event.submitter && event.submitter.name === "drop_file")) return;
    event.preventDefault();
    if (busy) return;
    busy = true;
    clearTimeout(timer);
    timer = 0;
    await saving;
    try { await send(); } catch { form.submit(); } finally { busy = false; }
  });

  // A session that has ended must not take away what is being typed: it is sent, waits here, and goes out after the next sign-in.
  document.addEventListener("htmx:beforeOnLoad", (event) => {
    if (event.detail.xhr.status !== 401 || !form.contains(event.target)) return;
    event.preventDefault();
    if (said) said.textContent = "登录已过期。照常提交即可：内容存在本机，登录后自动补传。";
  });

  // A form out of the browser's store may be of another day.
  function today() {
    const now = new Date(), day = new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10), date = form.elements[form.dataset.day || "date"];
    if (!date || day <= form.dataset.today) return;
    date.max = day;
    if (date.value === form.dataset.today) date.value = day;
  }
  // A browser may believe itself connected where nothing answers: it is asked.
  async function network() {
    const cut = !navigator.onLine || await window.anze.identity().then(() => false, (fault) => fault instanceof TypeError);
    if (note && form.isConnected) note.hidden = !cut;
    if (cut) today();
  }
  window.addEventListener("online", network);
  window.addEventListener("offline", network);
  network();
  restore().catch(() => {});
})();
