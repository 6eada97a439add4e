"""`anze demo`: the demo city's tables; with --show, evaluated and printed as an office would read it."""

import time
from datetime import date
from pathlib import Path

import click

from anze.law.evaluate import Evaluation
from anze.law.input.folder import read_folder
from anze.law.output.parquet import write_findings
from anze.law.pack import DEFAULT_PACK, load_pack
from anze.law.question import Question
from anze.project.commands.evaluate import Day
from anze.project.demo import write_demo
from anze.project.demo.tables import Format
from anze.project.summary import summary

UNTIL = date(2026, 10, 31)


@click.command(name="demo", help="把虚构的清远演示数据写进 FOLDER（默认 out/demo）。单位是真实的，人名和事情都是编造的；同一种子，同样的数据。")
@click.argument("folder", metavar="[FOLDER]", required=False, default="out/demo", type=click.Path(path_type=Path))
@click.option("--seed", default=1, show_default=True, help="随机种子")
@click.option("--until", type=Day(), default=UNTIL, show_default=True, help="数据截至哪一天")
@click.option("--format", "form", type=click.Choice(["parquet", "csv"]), default="parquet", show_default=True)
@click.option("--show", is_flag=True, help="随即评估，结果写到 FOLDER-findings，并显示摘要")
def command(folder: Path, seed: int, until: date, form: Format, show: bool) -> None:
    """Write the demo city; evaluate and show it if asked."""
    rows = write_demo(folder, seed, until, form)
    click.echo(f"演示数据（虚构）已写入 {folder}：{rows['units']} 个单位、{rows['officers']} 名干部、{rows['tenures']} 条任期、{rows['acts']} 条履职记录。")
    if not show:
        return
    pack = load_pack(DEFAULT_PACK)
    began = time.perf_counter()
    tables = read_folder(folder, pack)
    evaluation = Evaluation(pack, tables.facts, Question(until, until), (tables.roll, tables.acts))
    out = folder.with_name(f"{folder.name}-findings")
    counts = write_findings(evaluation, out)
    click.echo(f"已按《{pack.title}》评估（截至 {until}，用时 {time.perf_counter() - began:.1f} 秒），结果写入 {out}。\n")
    click.echo(summary(out, tables.facts, counts))
    click.echo(f"\n再看：anze evaluate {folder} --as-of {until} --out out/findings · anze law show 21 · anze case 案例.yaml")
