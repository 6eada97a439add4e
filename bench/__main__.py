"""`python -m bench [--quick]`: our evaluator and its peers on the same generated year, in turn; rates, memory, ratios, goals."""

import argparse
import os
import platform
import tempfile
import time
from pathlib import Path

from bench.accidents import accidents
from bench.dossiers import dossiers
from bench.duties import INSTANCES
from bench.engines import ENGINES
from bench.firms import firms
from bench.goals import Goal, print_goals, ratios, sizes
from bench.inputs import save
from bench.large import exponent, in_own_process
from bench.pages import pages
from bench.rounds import Measured, in_turn
from bench.small import one_explanation, one_officer

CITY, PROVINCE, NATION = 5_000, 100_000, 1_000_000
QUICK = 20_000
SLOW = ("plain loop",)  # a minute a round at the size of a province
ROUNDS = 5


def compared(place: str, appointments: int, names: list[str], rounds: int) -> dict[str, Measured]:
    """Measure the engines on one size, print the table, and return it."""
    print(f"\n{place}：{appointments:,} 个职务，{appointments * INSTANCES:,} 个定期任务；轮流 {rounds} 轮，取中位数")
    with tempfile.TemporaryDirectory(prefix="anze-bench-") as folder:
        save(appointments, Path(folder))
        found = in_turn(names, Path(folder), rounds)
    print("  各引擎对两个提问（2026-12-20 在案至 12-18；2026-12-31 在案至次年 3-1）的每个任务结论逐一相同")
    print(f"  {'引擎与输入':<18}{'百万个/秒':>10}{'秒':>10}{'内存峰值 GB':>12}")
    for one in found.values():
        print(f"  {one.name:<22}{one.rate:>11.2f}{one.instances / one.rate / 1e6:>12.4f}{one.peak:>12.2f}", flush=True)
    return found


def grown(appointments: list[int]) -> tuple[dict[int, dict[str, float]], float]:
    """Measure how time grows with size, and print it."""
    print("\n增长：已定位的履职记录全部在内存中（紧凑存放，一条约 7 字节），单进程单核；生成和定位不计时", flush=True)
    found = {}
    for size in appointments:
        found[size] = in_own_process(size, ROUNDS)
        print(f"  {size:>9,} 个职务  {size * INSTANCES:>11,} 个任务  {found[size]['seconds']:>8.4f} 秒"
              f"  {size * INSTANCES / found[size]['seconds'] / 1e6:>7.1f} 百万个/秒  峰值 {found[size]['peak']:.2f} GB", flush=True)
    return found, exponent({size: one["seconds"] for size, one in found.items()})


def main() -> None:
    asked = argparse.ArgumentParser(prog="python -m bench", description="性能基准：与同类引擎轮流比较")
    asked.add_argument("--quick", action="store_true", help="约一分钟：较小的规模")
    asked.add_argument("--pages", action="store_true", help="只测网页")
    asked.add_argument("--accidents", action="store_true", help="只测十年、全省的事故")
    asked.add_argument("--firms", action="store_true", help="只测五万家生产经营单位的导入导出，SQLite 和 PostgreSQL 各一遍")
    asked.add_argument("--dossiers", action="store_true", help="只测五年、二百个文件的履职证据包：生成和核验")
    given = asked.parse_args()
    if given.accidents:
        print_goals(accidents())
        return
    if given.firms:
        print_goals(firms())
        return
    if given.dossiers:
        print_goals(dossiers())
        return
    quick, begin = given.quick, time.perf_counter()
    if given.pages:
        print_goals(pages())
        return
    print(f"{platform.python_implementation()} {platform.python_version()}，{os.cpu_count()} 核。"
          "原始（raw）＝引擎自己连接、归组；已定位（keyed）＝每条记录已写明所属任务；已计数（binned）＝次数已给出。不同输入之间不作比较。")
    city = compared("全市", CITY, list(ENGINES), ROUNDS)
    left_out = (*SLOW, "OpenFisca native") if quick else SLOW
    large = compared("较大规模" if quick else "全省", QUICK if quick else PROVINCE,
                     [name for name in ENGINES if not name.startswith(left_out)], ROUNDS)
    growth, slope = grown([10_000, 31_623, 100_000] if quick else [10_000, 31_623, 100_000, 316_228, NATION])
    goals = [*ratios(city, large), *sizes(city, growth, slope)]
    officer = one_officer()
    goals.append(Goal("一名干部（96 个任务，已定位）", officer["keyed"], "毫秒", 1, at_most=True))
    goals.append(Goal("一名干部（96 个任务，原始）", officer["raw"], "毫秒"))
    goals.append(Goal("一条说明", one_explanation(), "毫秒", 1, at_most=True))
    goals += pages()
    print_goals(goals)
    print(f"\n用时 {time.perf_counter() - begin:.0f} 秒")


if __name__ == "__main__":
    main()
