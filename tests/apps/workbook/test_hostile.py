"""Hostile workbooks are refused with what to do, or are harmless; within 5 seconds and 200 MB each."""

import json
import subprocess
import sys

import pytest

from anze.workbook.package import Unreadable
from anze.workbook.read import read
from tests.apps.workbook.hostile import DEFUSED, REFUSED, sound


@pytest.mark.parametrize("kind", REFUSED)
def test_it_is_refused_with_the_reason_and_the_remedy(kind: str) -> None:
    made, words = REFUSED[kind]
    with pytest.raises(Unreadable) as refused:
        read(made())
    assert words in refused.value.message
    assert "请" in refused.value.message


@pytest.mark.parametrize("kind", DEFUSED)
def test_it_is_read_and_does_nothing(kind: str) -> None:
    assert read(DEFUSED[kind]()).sheets


def test_a_sound_one_is_read() -> None:
    assert read(sound()).sheets[0].rows == {1: {1: "人员编号", 2: "姓名"}, 2: {1: "x1", 2: "子某"}}


MEASURED = """
import json, pathlib, re, sys, time
import django
django.setup()
from tests.apps.workbook.hostile import DEFUSED, REFUSED
from anze.workbook.package import Unreadable
from anze.workbook.read import read
content = sys.stdin.buffer.read()
began = time.perf_counter()
try:
    read(content)
except Unreadable:
    pass
peak = re.search(r"VmHWM:\\s+(\\d+) kB", pathlib.Path("/proc/self/status").read_text())[1]
print(json.dumps([time.perf_counter() - began, int(peak) / 1024]))
"""


@pytest.mark.parametrize("kind", ["bomb", "bomb that lies about its size", "a million cells", "ten million tags", "million laughs", "cell at the far corner",
                                  "tags nested without end", "number with a hundred thousand digits"])
def test_it_costs_neither_time_nor_memory(kind: str) -> None:
    content = REFUSED[kind][0]() if kind in REFUSED else DEFUSED[kind]()
    done = subprocess.run([sys.executable, "-c", MEASURED], input=content, capture_output=True, check=True,
                          env={"DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONPATH": "."})
    seconds, megabytes = json.loads(done.stdout)
    assert (seconds <= 5, megabytes <= 200) == (True, True), f"{seconds:.1f} s, {megabytes:.0f} MB"
