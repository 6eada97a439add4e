"""`anze demo`: the demo city, in the database to be served; or with a folder, as tables, with --show evaluated and printed as an office would read it."""

import time
from datetime import date
from pathlib import Path

import click

from anze.law.evaluate import Evaluation
from anze.law.input.folder import read_folder
from anze.law.output.parquet import write_findings
from anze.law.pack import DEFAULT_PACK, load_pack
from anze.law.problems import Problem, Refused
from anze.law.question import Question
from anze.project import site
from anze.project.commands.evaluate import Day
from anze.project.demo import write_demo
from anze.project.demo.tables import Format
from anze.project.summary import summary

UNTIL = date(2026, 10, 31)  # of the tables, where none is named; the database's demo ends today
STALE = 20  # days after which a kept demo shows mainly what was not done


@click.command(name="demo", help="在数据库里造出虚构的清远演示城市，供 anze serve --demo 使用；写了 FOLDER 则把同样的数据写成表格，供 anze evaluate 使用。"
                                 "单位是真实的，人名和事情都是编造的；同一种子，同样的数据。")
@click.argument("folder", metavar="[FOLDER]", required=False, type=click.Path(path_type=Path))
@click.option("--seed", default=1, show_default=True, help="随机种子")
@click.option("--until", type=Day(), help=f"数据截至哪一天（数据库默认今天，表格默认 {UNTIL}）")
@click.option("--format", "form", type=click.Choice(["parquet", "csv"]), default="parquet", show_default=True, help="表格的格式")
@click.option("--show", is_flag=True, help="写成表格后随即评估，结果写到 FOLDER-findings，并显示摘要")
@click.option("--keep", is_flag=True, help="数据库里已有演示城市就不再造")
@click.option("--again", is_flag=True, help="删去数据库里的演示城市（只删演示的），重新造")
def command(folder: Path | None, seed: int, until: date | None, form: Format, show: bool, keep: bool, again: bool) -> None:
    """Load the demo city, or write it to a folder."""
    if folder is None:
        if show:
            raise Refused([Problem("--show", 0, "--show 要和表格一起用", "写上文件夹，如 anze demo out/demo --show")])
        _load(seed, until, keep, again)
        return
    day = until or UNTIL
    rows = write_demo(folder, seed, day, form)
    click.echo(f"演示数据（虚构）已写入 {folder}：{rows['units']} 个单位、{rows['officers']} 名干部、{rows['tenures']} 条任期、{rows['acts']} 条履职记录。")
    if show:
        _show(folder, day)


def _load(seed: int, until: date | None, keep: bool, again: bool) -> None:
    site.set_up(demo=True)
    site.bring_up_to_date()
    from django.utils import timezone  # noqa: PLC0415 — the settings are read by now

    from anze.people.moment import day_of  # noqa: PLC0415
    from anze.project.loading import holding  # noqa: PLC0415
    from anze.project.loading.load import load_demo  # noqa: PLC0415

    now, held = timezone.now(), holding.held()
    if held.demo and keep:
        old = (day_of(now) - held.until).days if held.until else 0
        click.echo(f"演示城市已在（数据截至 {held.until}）。" + ("时间久了，本月的事都没有做。要造新的，请执行：anze demo --again" if old > STALE else ""))
        return
    if held.anything and not (held.demo and again):
        what, remedy = ("已有演示城市", "要重新造，请执行：anze demo --again；要用现有的，请执行：anze serve --demo") if held.demo else (
            "数据库里已有真实数据，不能混入演示数据", "用环境变量 ANZE_DATA 或 DATABASE_URL 另指一处，再执行 anze demo")
        raise Refused([Problem(site.where(), 0, what, remedy)])
    if held.anything:
        holding.empty()
    began = time.perf_counter()
    found = load_demo(seed, until or day_of(now), now, lambda stage: click.echo(f"· {stage}……", err=True))
    click.echo(f"演示城市（虚构）已造好：{found.units} 个单位、{found.officers} 名干部、{found.acts:,} 条履职记录、账本 {found.entries:,} 条，"
               f"用时 {time.perf_counter() - began:.0f} 秒。\n启动：anze serve --demo")


def _show(folder: Path, day: date) -> None:
    pack = load_pack(DEFAULT_PACK)
    began = time.perf_counter()
    tables = read_folder(folder, pack)
    evaluation = Evaluation(pack, tables.facts, Question(day, day), (tables.roll, tables.acts))
    out = folder.with_name(f"{folder.name}-findings")
    counts = write_findings(evaluation, out)
    click.echo(f"已按《{pack.title}》评估（截至 {day}，用时 {time.perf_counter() - began:.1f} 秒），结果写入 {out}。\n")
    click.echo(summary(out, tables.facts, counts))
    click.echo(f"\n再看：anze evaluate {folder} --as-of {day} --out out/findings · anze law show 21 · anze case 案例.yaml")
