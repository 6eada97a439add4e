// Answers for the site where there is no network: the forms that were opened once, and what they are made of.
"use strict";
const PAGES = "anze-pages", FILES = "anze-files", OWNER = "/-/owner";
const HEAD = "<!DOCTYPE html><html lang='zh-Hans'><meta charset='utf-8'><meta name='viewport' content='width=device-width'><title>没有网络</title>" +
  "<h1>没有网络</h1><p>这个页面要联网才能打开。";

self.addEventListener("install", (event) => {
  // What is sent does not come by here: a beacon of a page that is left would be lost on its way.
  if (event.addRoutes) event.waitUntil(event.addRoutes({ condition: { requestMethod: "POST" }, source: "network" }).catch(() => {}));
  self.skipWaiting();
});
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

// What is kept belongs to one account: another account, or nobody signed in, and it is thrown away.
async function owned(account) {
  const pages = await caches.open(PAGES);
  const owner = await pages.match(OWNER);
  if (owner && (await owner.text()) === account) return pages;
  await caches.delete(PAGES);
  const fresh = await caches.open(PAGES);
  if (account) await fresh.put(OWNER, new Response(account));
  return fresh;
}

// Keep pages with all that they are made of: a form that is opened without a network must look and work as ever.
async function keep(account, pages) {
  const own = await owned(account);
  if (!account) return;
  const store = await caches.open(FILES);
  for (const path of pages) {
    const answer = await fetch(path, { redirect: "error" }).catch(() => null);
    if (!answer || !answer.ok) continue;
    const parts = [...(await answer.clone().text()).matchAll(/(?:href|src)="(\/static\/[^"#]+)/g)].map((found) => found[1].replaceAll("&amp;", "&"));
    for (const url of new Set(parts)) if (!(await store.match(url))) await store.add(url).catch(() => {});
    await own.put(path, answer);
  }
}

self.addEventListener("message", (event) => {
  event.waitUntil(keep(event.data.account, event.data.pages));
});

async function file(request) {
  const store = await caches.open(FILES);
  const found = await store.match(request);
  if (found) return found;
  const answer = await fetch(request);
  if (answer.ok && new URL(request.url).searchParams.has("v")) await store.put(request, answer.clone());
  return answer;
}

// The address under which a page is kept: the words of its query count, but for the entry that is mended.
function addressOf(request) {
  const url = new URL(request.url);
  url.searchParams.delete("queued");
  return url.pathname + url.search;
}

// What is said where nothing is kept of the page: which pages are.
async function nothing(pages) {
  const links = [];
  for (const kept of await pages.keys()) {
    const title = /<title>\s*([^<]*?)( · 安责)?\s*<\/title>/.exec(await (await pages.match(kept)).text());
    if (title) links.push(`<li><a href='${kept.url.replaceAll("&", "&amp;").replaceAll("'", "%27")}'>${title[1]}</a>`);
  }
  const words = links.length ? `已经打开过的页面可以照常使用：</p><ul>${links.join("")}</ul>` : "</p>";
  return new Response(HEAD + words, { status: 503, headers: { "Content-Type": "text/html; charset=utf-8" } });
}

async function page(request) {
  const address = addressOf(request), path = new URL(request.url).pathname;
  try {
    const answer = await fetch(request);
    const pages = await caches.open(PAGES);
    if (answer.ok && !answer.redirected && (await pages.match(address))) await pages.put(address, answer.clone());
    return answer;
  } catch {
    const pages = await caches.open(PAGES);
    return (await pages.match(address)) || (await pages.match(path)) || nothing(pages);
  }
}

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== location.origin) return;
  if (url.pathname.startsWith("/static/")) event.respondWith(file(event.request));
  else if (event.request.mode === "navigate") event.respondWith(page(event.request));
});
