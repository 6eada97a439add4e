"""Work on a stranger's file happens in a process of its own, with little memory and little time."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

from anze.acts.evidence.refuse import Refusal

SECONDS: Final = 5  # of processor time; the clock on the wall gets more, for a busy machine
WAIT: Final = 20
MEMORY: Final = 190_000_000
LARGEST_OUTPUT: Final = 60_000_000


def confine() -> None:
    """Bind this process: memory, processor time, size of what it writes, no child processes."""
    import resource  # noqa: PLC0415 — POSIX only, and only in the confined process

    for what, limit in ((resource.RLIMIT_DATA, MEMORY), (resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_FSIZE, LARGEST_OUTPUT), (resource.RLIMIT_CORE, 0)):
        resource.setrlimit(what, (limit, limit))


def run(module: str, *arguments: str | Path) -> dict[str, Any]:
    """Run a module of this package, or another by its full name, on a file and return what it says. Raises Refusal: its own, or where it
    needs too much."""
    command = [sys.executable, "-I", "-m", module if "." in module else f"anze.acts.evidence.{module}", *map(str, arguments)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=WAIT, env={"PYTHONUTF8": "1"}, check=False)
        said = json.loads(done.stdout) if done.returncode == 0 else {}
    except (subprocess.TimeoutExpired, ValueError):
        said = {}
    if not said:
        raise Refusal("文件太复杂或已损坏，在限定的时间和内存里查不完", "请确认能正常打开；图片请缩小，文档请另存为 PDF 后再上传")
    if "refused" in said:
        raise Refusal(said["refused"], said["remedy"])
    return dict(said)


def answer(said: dict[str, Any]) -> None:
    """Say a result to the process that asked."""
    sys.stdout.write(json.dumps(said, ensure_ascii=True))
