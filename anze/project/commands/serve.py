"""`anze serve`: the site, with its background work beside it."""

import ctypes
import errno
import gc
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import suppress
from typing import Any, Final

import click

from anze.law.problems import Problem, Refused
from anze.project import site
from anze.project.cli import COMMANDS

PAUSE: Final = 5  # seconds before background work that ended by itself is begun again
LATER: Final = 1  # seconds for the first answers, before anything in the background takes the processor
PR_SET_PDEATHSIG: Final = 1


@click.command(name="serve", help="启动网站：先升级数据库，再在 127.0.0.1:PORT（默认 8000）提供服务，并在后台发提醒、做导出。按 Ctrl-C 停止。")
@click.option("--demo", is_flag=True, help="演示城市：一键以各种身份登录，数据在 var/demo（先执行 anze demo）")
@click.option("--port", type=click.IntRange(1, 65535), envvar="PORT", default=8000, show_default=True, help="端口，也可用环境变量 PORT")
@click.option("--bind", default="127.0.0.1", show_default=True, help="监听地址；放在反向代理之后时一般不改")
@click.option("--workers", type=click.IntRange(1, 64), envvar="ANZE_WORKERS", default=2, show_default=True, help="进程数")
@click.option("--threads", type=click.IntRange(1, 64), envvar="ANZE_THREADS", default=8, show_default=True, help="每个进程的线程数")
def command(demo: bool, port: int, bind: str, workers: int, threads: int) -> None:
    """Migrate, then serve until stopped."""
    refuse_taken(bind, port)
    site.set_up(demo)
    site.bring_up_to_date()
    from django.db import connections  # noqa: PLC0415

    connections.close_all()  # no connection is carried into another process
    _server(bind, port, workers, threads).run()


def refuse_taken(bind: str, port: int) -> None:
    """Refuse an address at which nobody can listen, before anything is touched."""
    try:
        socket.create_server((bind, port), family=socket.AF_INET6 if ":" in bind else socket.AF_INET).close()
    except OSError as fault:
        if fault.errno == errno.EADDRINUSE:
            what, remedy = "这个端口已被占用，可能网站已经启动了", "停下占用它的程序，或者用 --port 另选一个端口"
        elif fault.errno == errno.EACCES:
            what, remedy = "没有权限用这个端口", "用 1024 以上的端口"
        else:
            what, remedy = "不能在这个地址监听", "把 --bind 写成本机的地址，例如 127.0.0.1"
        raise Refused([Problem(f"{bind}:{port}", 0, what, remedy)]) from fault


def _server(bind: str, port: int, workers: int, threads: int) -> Any:
    from django.urls import get_resolver  # noqa: PLC0415
    from gunicorn.app.base import BaseApplication  # noqa: PLC0415 — only this command needs it

    from anze.project.wsgi import application  # noqa: PLC0415

    helper = Helper()

    class Server(BaseApplication):
        """gunicorn with what was given here; no file of its own is read."""

        def load_config(self) -> None:
            """Take the settings."""
            given: dict[str, Any] = {
                "bind": f"[{bind}]:{port}" if ":" in bind else f"{bind}:{port}", "workers": workers, "threads": threads, "worker_class": "gthread",
                "preload_app": True, "accesslog": None, "loglevel": "warning", "timeout": 60, "graceful_timeout": 20, "keepalive": 15,
                "max_requests": 20_000, "max_requests_jitter": 2_000, "control_socket_disable": True, "proc_name": "anze",
                "when_ready": lambda _: ready(bind, port, helper), "post_worker_init": lambda _: warm_up(), "on_exit": lambda _: helper.stop(),
            }
            for name, value in given.items():
                if name in self.cfg.settings:
                    self.cfg.set(name, value)

        def load(self) -> Any:
            """Return the application, loaded before the processes part: with every page, and out of the garbage collector's rounds."""
            get_resolver().url_patterns  # noqa: B018 — Django would load the pages at the first request, in each process anew
            gc.collect()
            gc.freeze()
            return application

    return Server()


def ready(bind: str, port: int, helper: "Helper") -> None:
    """Say where the site is and begin the background work."""
    click.echo("安责已启动，请打开 http:" + f"//{bind}:{port}/ （按 Ctrl-C 停止）")
    helper.start()


def warm_up() -> None:
    """Read the facts in the background, so that the first board does not wait for them."""
    def read() -> None:
        from django.db import connections  # noqa: PLC0415
        from django.utils import timezone  # noqa: PLC0415

        from anze.duties.world import world  # noqa: PLC0415
        from anze.law.question import Question  # noqa: PLC0415
        from anze.people.moment import day_of  # noqa: PLC0415

        today = day_of(timezone.now())
        with suppress(Exception):  # a page that needs them will meet the same fault and tell it
            world(Question(today, today), today)
        connections.close_all()

    reading = threading.Timer(LATER, read)
    reading.daemon = True
    reading.start()


class Helper:
    """The process of `anze work`, begun again if it ends by itself, ended with the server."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[bytes] | None = None
        self.wanted = "work" in COMMANDS

    def start(self) -> None:
        """Begin, and keep watch."""
        if self.wanted:
            threading.Thread(target=self._keep, daemon=True).start()

    def _keep(self) -> None:
        time.sleep(LATER)
        while self.wanted:
            self.process = subprocess.Popen([sys.executable, "-m", "anze.project", "work"], preexec_fn=_end_with_parent)  # noqa: PLW1509
            while self.wanted and _alive(self.process.pid):
                time.sleep(0.5)
            if self.wanted:
                time.sleep(PAUSE)

    def stop(self) -> None:
        """End it and wait a little."""
        self.wanted = False
        if self.process is None:
            return
        with suppress(ProcessLookupError):
            os.kill(self.process.pid, signal.SIGTERM)
        for _ in range(100):
            if not _alive(self.process.pid):
                return
            time.sleep(0.1)
        with suppress(ProcessLookupError):
            os.kill(self.process.pid, signal.SIGKILL)


def _alive(pid: int) -> bool:
    """Say whether a child still runs; gunicorn gathers every child that ends, ours too, so `Popen` may not hear of it."""
    try:
        return os.waitpid(pid, os.WNOHANG) == (0, 0)
    except ChildProcessError:
        return False


def _end_with_parent() -> None:
    """Have Linux end this process when its parent is killed outright."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
