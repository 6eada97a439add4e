"""`anze case`: run worked cases and compare what was found with what they expect."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from anze.law.casefile import Case, read_case
from anze.law.evaluate import evaluate
from anze.law.expect import differences
from anze.law.pack import Pack
from anze.law.problems import Problem, Refused
from anze.law.whatif import what_changed


@click.command(name="case", help="核对案例。PATH 是一个案例文件（输出结果 JSON），或一个文件夹（核对其下全部 *.yaml）。"
                                 "结果与 expect 不符时退出码为 1；案例有误时列出全部错误，退出码为 2。")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--what-if", "what_if", metavar="参数=值", multiple=True,
              help="改一个参数再算，输出改后的结果和与原规则的差别（expect 仍按原规则核对）；可写多次。")
def command(paths: tuple[Path, ...], what_if: tuple[str, ...]) -> int:
    """Run the cases at `paths`; return the exit status."""
    overrides = parse_what_if(what_if)
    files = [file for path in paths for file in _files(path)]
    cases = _read(files)
    others = _other_packs(cases, overrides)
    alone = len(paths) == 1 and not paths[0].is_dir()
    failed = 0
    for case, other in zip(cases, others, strict=True):
        findings, faults = _run(case, other)
        if alone:
            click.echo(json.dumps(findings, ensure_ascii=False, indent=1))
            for fault in faults:
                click.echo(f"{case.file}：{fault}", err=True)
        else:
            _report(case, findings, faults)
        failed += bool(faults)
    if not alone:
        click.echo(f"共 {len(cases)} 个案例，{len(cases) - failed} 个相符，{failed} 个不符。")
    return 1 if failed else 0


def parse_what_if(given: tuple[str, ...]) -> dict[str, str]:
    """Return the overrides by name. Raises `Refused` for what is not written 参数=值."""
    wrong = [one for one in given if "=" not in one]
    if wrong:
        raise Refused(Problem("--what-if", 0, f"“{one}”不是 参数=值", "写成 interview.considerable.window_days=60") for one in wrong)
    return {name.strip(): value.strip() for name, _, value in (one.partition("=") for one in given)}


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    found = sorted(path.rglob("*.yaml"))
    if not found:
        raise Refused([Problem(str(path), 0, "文件夹里没有 *.yaml 案例", "换一个文件夹，或写一个案例文件")])
    return found


def _read(files: list[Path]) -> list[Case]:
    cases: list[Case] = []
    problems: list[Problem] = []
    for file in files:
        try:
            cases.append(read_case(file))
        except Refused as refused:
            problems += refused.problems
    if problems:
        raise Refused(problems)
    return cases


def _other_packs(cases: list[Case], overrides: dict[str, str]) -> list[Pack | None]:
    return [case.pack.with_values(overrides) if overrides else None for case in cases]


def _run(case: Case, other: Pack | None) -> tuple[dict[str, Any], list[str]]:
    """Return the findings as they are printed, and the differences from what the case expects of its own pack."""
    found = evaluate(case.pack, case.facts, case.asked)
    faults = differences(found.lists, case.expect) if case.expect else []
    if other is None:
        return found.as_dict(), faults
    instead = evaluate(replace(other, effective_from=case.pack.effective_from), case.facts, case.asked)
    return {**instead.as_dict(), "what_if": what_changed(case.pack, other, found, instead)}, faults


def _report(case: Case, findings: dict[str, Any], faults: list[str]) -> None:
    click.echo(f"{'不符' if faults else '相符'}  {case.file}  {case.title}")
    for fault in faults:
        click.echo(f"      {fault}")
    for name, change in findings.get("what_if", {}).get("changes", {}).items():
        click.echo(f"      改参数后 {name} 增加 {len(change['added'])} 条，减少 {len(change['removed'])} 条")
