"""A server in earnest, with a database of its own, that is killed again and again while eight people record."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import requests

PREPARE: Final = """
import django; django.setup()
from django.core.management import call_command
from django.db import connection
if "people_unit" not in connection.introspection.table_names():
    call_command("migrate", verbosity=0)
from tests.cast import make_cast
cast = make_cast()
print(" ".join(cast.client("丁").cookies["sessionid"].value for _ in range(8)))
"""
COUNT: Final = """
import django; django.setup()
from django.db.models import Count
from anze.acts.models import Act, ActFact
from anze.acts.queries.evidence import disagreements
from anze.record.models import Entry
from anze.record.verify import verify
import json
print(json.dumps({"keys": list(Act.objects.exclude(device_key=None).values_list("device_key", flat=True)), "acts": Act.objects.count(),
    "entries": Entry.objects.filter(object_type="act", verb="登记履职").count(), "factless": Act.objects.filter(facts=None).count(),
    "faults": [fault.what for fault in verify().faults], "files": list(disagreements())}))
"""


@dataclass
class Site:
    """The server, its data, and what it has acknowledged."""

    folder: Path
    database: str = ""
    port: int = 0
    planted: str = ""  # a defect: what is done before the server is started
    server: Any = None
    acknowledged: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    @property
    def environment(self) -> dict[str, str]:
        """What the server is told: nothing of the developer's own."""
        given = {"ANZE_DATA": str(self.folder), "ANZE_EFFECTIVE_FROM": "2026-01-01", "DJANGO_SETTINGS_MODULE": "anze.project.settings", "PYTHONUTF8": "1",
                 "PATH": os.environ["PATH"], "PYTHONPATH": str(Path(__file__).parents[2])}
        return given | ({"DATABASE_URL": self.database} if self.database else {})

    def told(self, program: str) -> str:
        """Run a little program against the data and return its last line."""
        done = subprocess.run([sys.executable, "-c", program], env=self.environment, capture_output=True, text=True, check=False, timeout=180)
        assert done.returncode == 0, done.stderr[-3000:]
        return done.stdout.strip().splitlines()[-1]

    def start(self) -> None:
        """Start the server and wait until it answers."""
        if not self.port:
            with socket.socket() as free:
                free.bind(("127.0.0.1", 0))
                self.port = free.getsockname()[1]
        called = ["-c", f"{self.planted}\nfrom anze.project.cli import main\nmain()"] if self.planted else ["-m", "anze.project"]
        command = [sys.executable, *called, "serve", "--port", str(self.port), "--workers", "2", "--threads", "4"]
        with (self.folder / "server.log").open("ab") as log:
            self.server = subprocess.Popen(command, env=self.environment, stdout=log, stderr=log, start_new_session=True)
        for _ in range(300):
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                time.sleep(0.1)
        raise AssertionError((self.folder / "server.log").read_text("utf-8", errors="replace")[-3000:])

    def wait_for(self, more: int) -> None:
        """Wait until so many more were acknowledged, and then for a moment in the midst of others."""
        goal, seen, since = len(self.acknowledged) + more, len(self.acknowledged), time.monotonic()
        while len(self.acknowledged) < goal and not self.over.is_set():
            if len(self.acknowledged) > seen:  # however slowly: a machine may be busy with other things
                seen, since = len(self.acknowledged), time.monotonic()
            assert time.monotonic() < since + 120, "the server acknowledges nothing"
            time.sleep(0.02)

    def kill(self) -> None:
        """Kill it with everything it started, without warning."""
        os.killpg(self.server.pid, signal.SIGKILL)
        self.server.wait()

    def write(self, number: int, session_key: str) -> None:
        """Record act after act, each until it is acknowledged, under the same key."""
        while not self.over.is_set():
            key = uuid.uuid4().hex
            data = {"unit": "wb", "date": "2026-03-01", "role": "lead", "lead": "p4", "place": f"第 {number} 人", "device_key": key}
            while not self.over.is_set() and not self._acknowledged(data, session_key):
                time.sleep(0.05)

    def _acknowledged(self, data: dict[str, str], session_key: str) -> bool:
        base = "http:" + f"//127.0.0.1:{self.port}"
        try:
            with requests.Session() as session:
                session.cookies.set("sessionid", session_key)
                token = session.get(f"{base}/acts/queue/token/", timeout=10).json()["token"]
                answer = session.post(f"{base}/acts/record/inspection/", data | {"csrfmiddlewaretoken": token},
                                      headers={"Accept": "application/json"}, timeout=20)
        except (requests.RequestException, ValueError, KeyError):
            return False
        if answer.status_code == 201:
            self.acknowledged.append(data["device_key"])
            return True
        if answer.status_code < 500:
            self.faults.append(f"{answer.status_code} {answer.text[:300]}")
            self.over.set()
        return False


def drill(site: Site, cycles: int, acknowledgements: int) -> dict[str, Any]:
    """Kill the server so many times under eight writers, each time after so many acknowledgements; return what the database then holds."""
    import json

    sessions = site.told(PREPARE).split()
    site.start()
    writers = [threading.Thread(target=site.write, args=(number, key)) for number, key in enumerate(sessions)]
    for writer in writers:
        writer.start()
    try:
        for _ in range(cycles):
            site.wait_for(acknowledgements)
            site.kill()
            site.start()
        site.wait_for(acknowledgements)
    finally:
        site.over.set()
        for writer in writers:
            writer.join()
        site.kill()
    assert site.faults == []
    return dict(json.loads(site.told(COUNT)))
