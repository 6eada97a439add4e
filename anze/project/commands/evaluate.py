"""`anze evaluate`: a folder of tables in, a folder of findings out."""

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import click

from anze.law.evaluate import Evaluation, evaluate_tables
from anze.law.forms import DAY, Malformed
from anze.law.input.folder import read_folder
from anze.law.output.parquet import write_findings
from anze.law.pack import DEFAULT_PACK, load_pack
from anze.law.problems import Problem, Refused
from anze.law.question import Question
from anze.law.recurring.obligations import BLOCK
from anze.law.whatif import what_changed
from anze.project.commands.case import parse_what_if


class Day(click.ParamType[date]):
    """A day on the command line: 2026-06-30."""

    name = "日期"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the day. Fails with the remedy for what is none."""
        try:
            day: date = DAY.read(value)
        except Malformed as fault:
            self.fail(f"{fault.what}，{fault.remedy}", param, ctx)
        return day


@click.command(name="evaluate", help="评估 FOLDER 里的表格（units、tenures、acts 等，Parquet 或 CSV），把结果写成 Parquet 表格。")
@click.argument("folder", metavar="FOLDER", type=click.Path(path_type=Path))
@click.option("--as-of", type=Day(), required=True, help="以哪一天为准")
@click.option("--known-at", type=Day(), help="以哪一天在案的记录为准（默认同上）")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="结果写到哪个文件夹")
@click.option("--pack", default=DEFAULT_PACK, show_default=True, help="规则包的名称或文件夹")
@click.option("--effective-from", type=Day(), help="规则包的施行日（默认按规则包）")
@click.option("--what-if", metavar="参数=值", multiple=True, help="改一个参数再算，并写出与原规则的差别；可写多次")
@click.option("--block", type=click.IntRange(1_000), default=BLOCK, show_default=True, help="每次评估多少条定期任务")
def command(folder: Path, as_of: date, known_at: date | None, out: Path, pack: str, effective_from: date | None, what_if: tuple[str, ...], block: int) -> None:
    """Evaluate the tables in `folder` and print how many findings each list has."""
    if out.resolve() == folder.resolve():
        raise Refused([Problem(str(out), 0, "结果不能写进存放事实的文件夹", "用 --out 另指一个文件夹")])
    if out.exists() and not out.is_dir():
        raise Refused([Problem(str(out), 0, "--out 是一个文件", "写一个文件夹的路径")])
    rules = load_pack(pack)
    if effective_from:
        rules = replace(rules, effective_from=effective_from)
    other = rules.with_values(parse_what_if(what_if))
    progress = _progress()
    tables = read_folder(folder, rules, progress)
    asked = Question(as_of, known_at or as_of)
    changed = what_changed(rules, other, evaluate_tables(rules, tables, asked), evaluate_tables(other, tables, asked)) if what_if else None
    counts = write_findings(Evaluation(other, tables.facts, asked, (tables.roll, tables.acts)), out, progress, block, changed)
    for name, count in counts.items():
        change = changed["changes"].get(name) if changed else None
        click.echo(f"{name}\t{count}" + (f"\t与原规则相比：增加 {len(change['added'])}，减少 {len(change['removed'])}" if change else ""))


def _progress() -> Callable[[str, int], None]:
    """Return what reports progress on standard error: one line that grows on a terminal, one line a stage elsewhere."""
    last = ""

    def report(what: str, count: int) -> None:
        nonlocal last
        if sys.stderr.isatty():
            end = "" if what == last else ("\n" if last else "")
            click.echo(f"{end}\r{what} {count:,}", nl=False, err=True)
        elif what != last:
            click.echo(what, err=True)
        last = what

    return report
