// The form of a case: what is typed is kept on the server, sealed, two seconds after the last key; nothing of it stays on this device.
"use strict";
(() => {
  const form = document.querySelector("form[data-sealed-draft]");
  if (!form) return;
  const said = form.querySelector("[data-draft-said]"), AFTER = 2000;
  let timer = 0, saving = null, sent = false;

  function typed() {
    const data = new FormData(form);
    for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
    data.set("keep_draft", "keep");
    return data;
  }

  async function save() {
    timer = 0;
    try {
      const answer = await fetch(location.href, { method: "POST", body: typed(), redirect: "manual", headers: { Accept: "application/json" } });
      const told = await answer.json();
      if (!answer.ok) throw new Error(told.fault);
      said.textContent = `草稿已存 ${told.saved}，加密存放，只有您看得到`;
      delete form.dataset.unsaved;
    } catch (fault) {
      form.dataset.unsaved = "1";
      said.textContent = fault instanceof TypeError ? "网络不通，草稿没有存上；联网后再写几个字就会再存。" : fault.message || "草稿没有存上，请尽快提交。";
    }
  }

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => { if (!sent) saving = save().finally(() => { saving = null; }); }, AFTER);
  });
  window.addEventListener("pagehide", () => { if (timer && !sent) navigator.sendBeacon(location.href, typed()); }); // left in the middle of a word
  window.addEventListener("pageshow", () => { sent = false; });
  form.addEventListener("submit", async (event) => { // a draft that came after the form was sent would be put back for nothing
    clearTimeout(timer);
    timer = 0;
    sent = true;
    if (!saving) return;
    event.preventDefault();
    await saving;
    form.requestSubmit(event.submitter);
  });
})();
