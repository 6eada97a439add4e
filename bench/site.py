"""The site under measurement: the demo city in a folder of its own, served as in earnest, and people who are signed in to it."""

import http.client
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from urllib.parse import urlencode

HOST = "127.0.0.1"
PATIENCE = 120


def processor(pid: int) -> float:
    """Return the processor seconds that a process and those that it began have taken; of those that have ended, none."""
    ticks: dict[int, int] = {}
    children: dict[int, list[int]] = {}
    for folder in Path("/proc").iterdir():
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split() if folder.name.isdecimal() else []
        except OSError:
            continue  # it has just ended
        if fields:
            ticks[int(folder.name)] = int(fields[11]) + int(fields[12])
            children.setdefault(int(fields[1]), []).append(int(folder.name))
    found, left = 0, [pid]
    while left:
        one = left.pop()
        found += ticks.get(one, 0)
        left += children.get(one, [])
    return found / os.sysconf("SC_CLK_TCK")


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        return int(taken.getsockname()[1])


def environment(folder: Path) -> dict[str, str]:
    """Return the environment of a site whose data lie in `folder`; nothing of the caller's own site."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ANZE_", "DATABASE_URL", "DJANGO_"))}
    return kept | {"ANZE_DATA": str(folder)}


def demo(folder: Path) -> float:
    """Make the demo city in `folder` and return the seconds it took."""
    begin = time.perf_counter()
    subprocess.run([sys.executable, "-m", "anze.project", "demo"], env=environment(folder), check=True, capture_output=True)
    return time.perf_counter() - begin


@contextmanager
def served(command: list[str], env: Mapping[str, str], port: int, path: str) -> Iterator[tuple[float, int]]:
    """Run a server until the block ends; gives the seconds from its start to its first answer, and its process."""
    begin = time.perf_counter()
    process = subprocess.Popen(command, env=dict(env), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while True:
            try:
                Person(port).get(path)
                break
            except OSError:
                if process.poll() is not None or time.perf_counter() - begin > PATIENCE:
                    raise RuntimeError("the server does not answer") from None
                time.sleep(0.01)
        yield time.perf_counter() - begin, process.pid
    finally:
        process.terminate()
        process.wait(PATIENCE)


@contextmanager
def anze(folder: Path) -> Iterator[tuple[int, float, int]]:
    """Serve the demo in `folder`; gives the port, the seconds to the first answer, and the process."""
    port = free_port()
    with served([sys.executable, "-m", "anze.project", "serve", "--demo", "--port", str(port)], environment(folder), port, "/sign-in/") as (first, process):
        yield port, first, process


class Person:
    """A browser that keeps its cookies and its connection."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.cookies: dict[str, str] = {}
        self.wire = http.client.HTTPConnection(HOST, port, timeout=60)

    def get(self, path: str) -> tuple[int, str]:
        """Fetch a page, following redirects; gives status and text."""
        return self._ask("GET", path, None)

    def post(self, path: str, fields: list[tuple[str, str]]) -> tuple[int, str]:
        """Send a form, following the redirect."""
        return self._ask("POST", path, urlencode(fields))

    def sign_in(self, account: str) -> None:
        """Sign in as somebody of the demo with one press."""
        _, page = self.get("/sign-in/")
        self.post("/sign-in/demo/", [("csrfmiddlewaretoken", token(page)), ("account", account)])

    def _ask(self, method: str, path: str, body: str | None) -> tuple[int, str]:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()), "Referer": "http:" + f"//{HOST}:{self.port}{path}"}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            self.wire.request(method, path, body, headers)
            answer = self.wire.getresponse()
        except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError):
            self.wire.close()  # the server closed a connection that had been idle: ask anew, as a browser does
            self.wire.request(method, path, body, headers)
            answer = self.wire.getresponse()
        text = answer.read().decode("utf-8", "replace")
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
        location = answer.getheader("Location")
        if answer.status in {301, 302, 303} and location:
            return self._ask("GET", re.sub(r"^\w+://[^/]+", "", location), None)
        return answer.status, text


def token(page: str) -> str:
    """Return the token of a page's form."""
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    return found.group(1) if found else ""


def filled(page: str) -> list[tuple[str, str]]:
    """Return what the longest form of a page would send as it stands: hidden fields, dates, what is ticked or chosen."""
    form = max(re.findall(r"<form[^>]*>.*?</form>", page, re.S), key=len)
    found = []
    for tag in re.findall(r"<input[^>]*>", form):
        said = {name: unescape(value) for name, value in re.findall(r'([\w-]+)="([^"]*)"', tag)}
        kind = said.get("type", "text")
        if "name" in said and kind not in {"file", "submit"} and (kind not in {"checkbox", "radio"} or " checked" in tag):
            found.append((said["name"], said.get("value", "")))
    for name, options in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', form, re.S):
        found += [(name, unescape(value)) for value in re.findall(r'<option value="([^"]*)"[^>]*selected', options)]
    return found
