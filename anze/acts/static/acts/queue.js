// The page of what waits on this device.
"use strict";
(() => {
  const list = document.querySelector("[data-queue-list]");
  const state = document.querySelector("[data-queue-state]");
  const button = document.querySelector("[data-queue-send]");
  const WORDS = { waiting: "待补传", wrong: "要修改后再传", sent: "已补传" };
  const LAMPS = { waiting: "lamp-waiting", wrong: "lamp-disputed", sent: "lamp-confirmed" };
  const STOPPED = { network: "现在没有网络，联网后自动补传。", "signed-out": "登录已过期，请重新登录，登录后自动补传。", server: "服务器暂时没有收下，稍后自动再试。" };
  let stopped = "";

  const made = (name, text, more = {}) => Object.assign(document.createElement(name), { textContent: text }, more);

  function item(entry) {
    const one = document.createElement("li");
    const head = made("p", "");
    head.append(made("strong", entry.label), " ", made("span", WORDS[entry.state], { className: `lamp ${LAMPS[entry.state]}` }));
    one.append(head, made("p", `${entry.summary}（${new Date(entry.typedAt).toLocaleString("zh-CN")} 填写）`));
    for (const fault of entry.faults || []) one.append(made("p", fault, { className: "message error" }));
    const actions = made("p", "", { className: "actions" });
    if (entry.state === "sent") actions.append(made("a", `回执 ${entry.uid}`, { href: entry.address, className: "button button-second" }));
    else actions.append(made("a", "打开修改", { href: window.anze.mendAt(entry), className: "button button-second" }));
    const away = made("button", entry.state === "sent" ? "从本机清除" : "不传了，删除", { type: "button", className: "button button-quiet" });
    away.addEventListener("click", () => {
      if (entry.state === "sent" || window.confirm("这条记录还没有登记，删除后无法恢复。确定删除吗？")) window.anze.remove(entry.key);
    });
    actions.append(away);
    one.append(actions);
    return one;
  }

  async function draw() {
    const every = (await window.anze.all()).sort((a, b) => b.typedAt.localeCompare(a.typedAt));
    const mine = every.filter((entry) => entry.account === window.anze.account);
    const due = mine.filter(window.anze.waits), others = every.filter((entry) => entry.account !== window.anze.account && window.anze.waits(entry)).length;
    list.replaceChildren(...mine.map(item));
    button.hidden = !due.some((entry) => entry.state === "waiting");
    const theirs = others ? `另有 ${others} 条属于别的账号，须由其本人登录后补传。` : "";
    state.textContent = `${due.length ? `本机有 ${due.length} 条待补传。${STOPPED[stopped] || ""}` : "本机没有待补传的记录。"}${theirs}`;
  }

  const send = () => window.anze.sendAll().then((why) => { stopped = why; return draw(); }).catch(() => { state.textContent = "读取本机失败，请刷新页面再试。"; });
  button.addEventListener("click", send);
  document.addEventListener("anze:queue", draw);
  setInterval(send, 60_000);
  send();
})();
