"""`anze work`: the background work. Several may run, on one machine or more; each piece of work is done once."""

import logging
import os
import signal
import socket
import time
from collections.abc import Callable
from datetime import datetime
from types import FrameType
from typing import Any, Final

import click

from anze.project import site

PAUSE: Final = 1.0       # seconds between looks for tasks
TICK: Final = 15.0       # seconds between looks for scheduled work
BEAT: Final = 20.0       # seconds between signs of life
log = logging.getLogger("anze.work")


@click.command(name="work", help="后台工作：到点生成和发送提醒、逾期上报、写账本检查点、清理过期文件，并处理导出等任务。可以同时开几个，每件事只做一次。")
@click.option("--once", is_flag=True, help="把眼下该做的做完就结束")
def command(once: bool) -> None:
    """Work until told to stop, by SIGTERM or Ctrl-C; what is under way is finished first."""
    site.set_up()
    worker = Worker()
    signal.signal(signal.SIGTERM, worker.stop)
    signal.signal(signal.SIGINT, worker.stop)
    worker.run(once=once)


class Worker:
    """One process of background work: scheduled work when it is due, tasks as they come."""

    def __init__(self, clock: Callable[[], datetime] | None = None) -> None:
        from django.utils import timezone  # noqa: PLC0415 — Django is set up by now

        self.name = f"{socket.gethostname()[:50]}:{os.getpid()}"
        self.clock = clock or timezone.now
        self.wanted = True
        self._ticked = self._beaten = float("-inf")
        self._tasks = _tasks(self.name)

    def stop(self, signum: int = 0, frame: FrameType | None = None) -> None:
        """Ask it to end once what is under way is done."""
        self.wanted = False

    def run(self, *, once: bool = False) -> None:
        """Work; a fault of the database is waited out."""
        from anze.duties.actions.schedule import stopped  # noqa: PLC0415

        while self.wanted:
            busy = self._step()
            if once and not busy:
                break
            if not busy and self.wanted:
                time.sleep(PAUSE)
        try:
            stopped(self.name, self.clock())
        except Exception:
            log.exception("结束时没有能写下状态")

    def _step(self) -> bool:
        """Do what is due now; say whether there may be more at once."""
        from django.db import close_old_connections  # noqa: PLC0415

        from anze.duties.actions.schedule import beat, tick  # noqa: PLC0415
        from anze.project.jobs import JOBS  # noqa: PLC0415

        close_old_connections()
        try:
            if time.monotonic() - self._beaten >= BEAT:
                beat(self.name, self.clock())
                self._beaten = time.monotonic()
            if time.monotonic() - self._ticked >= TICK:
                self._ticked = time.monotonic()
                for done in tick(JOBS, self.clock(), self.name, self.clock):
                    log.info("%s", done.name)
            return self._one_task()
        except Exception:
            log.exception("后台工作出了故障，稍后再试")
            time.sleep(PAUSE)
            return False

    def _one_task(self) -> bool:
        """Do one task of the queue, if there is one."""
        from django_tasks_db.models import DBTaskResult  # noqa: PLC0415
        from django_tasks_db.utils import exclusive_transaction  # noqa: PLC0415

        ready = DBTaskResult.objects.ready().filter(backend_name="default")
        if not ready.exists():
            return False
        with exclusive_transaction(ready.db):
            found = ready.get_locked()
            if found is not None:
                found.claim(self._tasks.worker_id)
        if found is not None:
            self._tasks.run_task(found)
        return found is not None


def _tasks(name: str) -> Any:
    """Return the task runner of django-tasks, which runs one task and keeps its result."""
    from django_tasks_db.management.commands.db_worker import Worker as Tasks  # noqa: PLC0415

    return Tasks(queue_names=["*"], interval=PAUSE, batch=True, backend_name="default", startup_delay=False, max_tasks=None, worker_id=name[:64],
                 excluded_queue_names=[])
