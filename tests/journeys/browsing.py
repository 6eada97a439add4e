"""What a journey is walked with: a count of presses, and an ear for what must never happen in a browser."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, Request

# Told by each page once it is drawn: what is wider than the screen, so that the guard hears of it as of any other fault.
SIDEWAYS: Final = """
addEventListener("load", () => requestAnimationFrame(() => {
  const room = document.documentElement.clientWidth, wide = document.documentElement.scrollWidth;
  if (wide <= room + 1) return;
  const culprit = [...document.body.querySelectorAll("*")].reverse().find((one) => one.getBoundingClientRect().right > room + 1);
  console.error(`scrolls sideways: ${location.pathname} is ${wide}px wide on ${room}px; ${culprit && culprit.outerHTML.slice(0, 160)}`);
}));
"""

# Everything that lies on the device: both stores of the tab and the origin, every database, every cache but of what pages are made of, in one text.
ON_DEVICE: Final = """async () => {
  const found = [JSON.stringify({ ...sessionStorage }), JSON.stringify({ ...localStorage })];
  const given = (asked) => new Promise((done) => { asked.onsuccess = () => done(asked.result); });
  for (const { name } of await indexedDB.databases()) {
    const base = await given(indexedDB.open(name));
    for (const one of base.objectStoreNames) found.push(JSON.stringify(await given(base.transaction(one).objectStore(one).getAll())));
    base.close();
  }
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const one of await cache.keys()) if (!one.url.includes("/static/")) found.push(one.url, await (await cache.match(one)).text());
  }
  return found.join("\\n");
}"""


@dataclass
class Presses:
    """Counts what a person presses. A journey presses through it, so that its budget fails when the way grows longer."""

    count: int = 0

    def click(self, target: Locator, **options: Any) -> None:
        """Press on something. A form that keeps what was typed before it goes out leads on a moment later: that is waited for."""
        self.count += 1
        if target.evaluate("one => one.type === 'submit' && Boolean(one.form) && one.form.matches('[data-sealed-draft]')"):
            with target.page.expect_navigation():
                target.click(**options)
        else:
            target.click(**options)

    def key(self, target: Locator | Page, key: str) -> None:
        """Press a key that starts something (Enter, Space); typing text is no press."""
        self.count += 1
        target.press(key) if isinstance(target, Locator) else target.keyboard.press(key)

    def tick(self, target: Locator, on: bool = True) -> None:
        """Tick a box or choose a radio button, whatever stands in front of it."""
        self.count += 1
        target.set_checked(on)

    def choose(self, target: Locator, value: str | list[str]) -> None:
        """Choose from a list: one press."""
        self.count += 1
        target.select_option(value)

    @contextmanager
    def within(self, budget: int) -> Iterator[None]:
        """Fail if what is done here takes more presses than `budget`, or if nothing is pressed through the counter where something is due."""
        before = self.count
        yield
        used = self.count - before
        assert used <= budget, f"{used} presses, the budget is {budget}"
        assert used or not budget, "nothing was pressed through the counter: it counts nothing"


@dataclass
class Guard:
    """Hears everything that pages of a test ask for and complain about. What is expected is said with `allow`."""

    own: str
    faults: list[str] = field(default_factory=list)
    allowed: list[str] = field(default_factory=list)

    def allow(self, pattern: str) -> None:
        """Expect a complaint that matches (a refused page logs one: `guard.allow("404")`)."""
        self.allowed.append(pattern)

    def watch(self, context: BrowserContext) -> None:
        """Listen to all pages of a context."""
        context.on("request", self._asked)
        context.on("console", self._said)
        context.on("weberror", lambda error: self.faults.append(f"script error: {error.error}"))
        context.add_init_script(SIDEWAYS)

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.own, "data:", "blob:", "about:")):
            self.faults.append(f"asked another host: {request.url}")

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error" or "Content Security Policy" in message.text:
            self.faults.append(f"console: {message.text} ({message.location.get('url', '')})")

    def check(self) -> None:
        """Fail on every fault that nobody expected."""
        left = [fault for fault in self.faults if not any(re.search(pattern, fault) for pattern in self.allowed)]
        assert not left, "\n".join(left)


def settled(page: Page) -> None:
    """Wait until the page that a press led to is there and drawn: one that is on its way has no body yet, and nothing to be looked at."""
    page.locator("body").wait_for(state="attached")
    page.wait_for_load_state()


def sideways(page: Page) -> None:
    """Fail if the page as it stands now is wider than its screen."""
    settled(page)
    wide, room = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert wide <= room + 1, f"{page.url} is {wide}px wide on {room}px"


def axe(page: Page) -> None:
    """Fail on any violation of accessibility (axe, with WCAG 2.2 AA) in light and in dark, or if the page scrolls sideways."""
    settled(page)
    found = []
    schemes: tuple[Literal["light", "dark"], ...] = ("light", "dark")
    for scheme in schemes:
        page.emulate_media(color_scheme=scheme)
        results = Axe().run(page, options={"resultTypes": ["violations"], "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]})
        found += [f"{scheme}: {one['id']}: {one['help']}: {node['html'][:200]} {node.get('failureSummary', '')[:200]}"
                  for one in results.response["violations"] for node in one["nodes"][:5]]
    page.emulate_media(color_scheme="light")
    assert not found, f"{page.url}\n" + "\n".join(found)
    sideways(page)
