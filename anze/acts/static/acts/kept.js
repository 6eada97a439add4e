// What stands in the place of a form that was sent without a network: kept here, then sent with its number, or refused with the reasons.
"use strict";
(() => {
  const LOOK = 2000, TRY = 20_000; // another page may have sent it; the network may be back without a word
  const STOPPED = { network: "", "signed-out": "登录已过期：请重新登录，登录后自动补传。", server: "服务器暂时没有收下，稍后自动再试。" };
  const made = (name, text, more = {}) => Object.assign(document.createElement(name), { textContent: text }, more);
  const link = (text, href, second) => made("a", text, { href, className: second ? "button button-second" : "button" });

  const again = (form) => link("再填一件", form.dataset.queue || location.pathname, true);

  const WORDS = {
    waiting: (entry, words) => [made("h2", "已存本机，联网自动补传"), made("p", words)],
    sent: (entry) => {
      const number = made("p", "回执号 ");
      number.append(made("a", entry.uid, { href: entry.page || entry.address, className: "number" }));
      const refused = (entry.faults || []).map((fault) => made("p", `${fault}记录已经登记，可以在记录页上再传。`, { className: "message error" }));
      return [made("h2", "已补传"), made("p", `${entry.label}（${entry.summary}）已经登记，只登记了一次。`), number, ...refused];
    },
    wrong: (entry) => [made("h2", "服务器没有收下，要修改后再传"), made("p", "填写的内容和照片都还在本机，没有丢失。请按下面的说明修改，再提交一次："),
      ...(entry.faults || []).map((fault) => made("p", fault, { className: "message error" }))],
    gone: (entry, words, form) => [made("h2", "本机已经没有这条记录"),
      made("p", `它在别的页面上改好登记了，或者从“本机待补传”里删去了。登记了的，在${form.dataset.listName}里看得到。`)],
  };
  const NEXT = {
    waiting: (entry, form) => [link("查看本机待补传", "/acts/queue/"), again(form)],
    sent: (entry, form) => [link("查看回执", entry.address), again(form)],
    wrong: (entry) => [link("打开修改", window.anze.mendAt(entry)), link("查看本机待补传", "/acts/queue/", true)],
    gone: (entry, form) => [link(`看${form.dataset.listName}`, form.dataset.list), again(form)],
  };

  function draw(card, form, state, entry, words) {
    const actions = made("p", "", { className: "actions" });
    actions.append(...NEXT[state](entry, form));
    card.dataset.keptHere = state;
    card.replaceChildren(...WORDS[state](entry, words, form), actions);
  }

  // Put the card in the place of the form and keep it true until nothing more can happen to the entry.
  window.anze.shown = (form, key, words) => {
    const card = made("section", "", { className: "card", tabIndex: -1 });
    card.setAttribute("role", "status");
    let state = "waiting", said = words;
    draw(card, form, state, null, said);
    form.replaceWith(card);
    card.focus();
    async function look() {
      const entry = await window.anze.get(key), now = entry ? entry.state : "gone";
      if (now === state) return;
      state = now;
      draw(card, form, state, entry, words);
      if (state === "sent" || state === "gone") { clearInterval(looking); clearInterval(trying); }
    }
    async function attempt() {
      if (state !== "waiting" || !navigator.onLine) return;
      const stopped = await window.anze.sendAll();
      if (state === "waiting" && STOPPED[stopped] && said !== STOPPED[stopped]) { said = STOPPED[stopped]; draw(card, form, state, null, said); }
    }
    const looking = setInterval(() => look().catch(() => {}), LOOK), trying = setInterval(() => attempt().catch(() => {}), TRY);
    document.addEventListener("anze:queue", () => look().catch(() => {}));
    window.addEventListener("online", () => attempt().then(look).catch(() => {}));
  };
})();
