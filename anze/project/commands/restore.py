"""`anze restore`: a backup back into an empty place, or in the place of what is there; verified before anything is touched."""

from pathlib import Path
from typing import Any

import click

from anze.law.problems import Problem, Refused
from anze.project import site
from anze.project.commands.backup_key import opening


@click.command(name="restore", help="恢复备份 FILE 到 ANZE_DATA（和 DATABASE_URL）所指的地方。先全部核对，再一步换上；任何一处不对，什么也不动。")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--replace", is_flag=True, help="换掉现有的数据，现有的留一份")
@click.option("--checkpoint", "paths", multiple=True, type=click.Path(path_type=Path, exists=True, dir_okay=False), help="库外留存的检查点，可以给多个")
@click.option("--key", "private", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="加密的备份：私钥文件")
@click.option("--passphrase-file", "words", type=click.Path(path_type=Path, exists=True, dir_okay=False),
              help="加密的备份：口令是这个文件的第一行；不写的照提示输入")
@click.option("--check", is_flag=True, help="只核对，不恢复")
def command(file: Path, replace: bool, paths: tuple[Path, ...], private: Path | None, words: Path | None, check: bool) -> None:
    """Verify, restore, and say what was done."""
    opener = opening(file, private, words)
    site.set_up(keyless=True)
    from django.utils import timezone  # noqa: PLC0415

    from anze.access.log import OPERATOR, line  # noqa: PLC0415
    from anze.project.backup.checking import examined  # noqa: PLC0415
    from anze.project.backup.restoring import restore  # noqa: PLC0415

    checkpoints = [_read(path) for path in paths]
    if check:
        _say(examined(file, checkpoints, opener))
        return
    now = timezone.now()
    done = restore(file, now, replace=replace, checkpoints=checkpoints, opener=opener)
    line(now, None, "恢复备份", "成功", object=file.name, subject=OPERATOR)
    _say(done.found)
    click.echo("已恢复，每张表、每个附件都与备份逐一比对无误。")
    if done.safety:
        click.echo(f"原来的数据留在 {done.safety}，确认无误后可以删去。")
    for name in done.set_aside:
        click.echo(f"注意：检查点 {name} 不是这份备份里的账本的，或者比备份更晚，移到 {done.safety}/checkpoints：备份以后登记的不在恢复的数据里。")
    if done.keys_wanted:
        click.echo(f"注意：案件内容需要编号为 {'、'.join(done.keys_wanted)} 的密钥，请把保管的密钥文件放回数据文件夹。", err=True)
    click.echo("所有人要重新登录。下一步：anze serve")


def _say(found: Any) -> None:
    manifest, verdict = found.manifest, found.verdict
    from anze.people.moment import SHANGHAI  # noqa: PLC0415

    made = manifest.made_at.astimezone(SHANGHAI)
    click.echo(f"备份完好：{made.year}年{made.month}月{made.day}日 {made:%H:%M} 由 {manifest.version} 版写出，{len(manifest.tables)} 张表 "
               f"{sum(one.rows for one in manifest.tables):,} 行，附件 {len(manifest.files)} 个，账本 {verdict.entries:,} 条。")
    if verdict.inner_only:
        click.echo("没有给检查点：只能证明账本内部一致，查不出有人整本改写后再备份。可用 --checkpoint 给出库外留存的检查点。")
    elif verdict.after:
        click.echo(f"与检查点相符；检查点以后的 {verdict.after} 条只能证明内部一致。")


def _read(path: Path) -> Any:
    from anze.record.checkpoints import NoCheckpoint, read_checkpoint  # noqa: PLC0415

    try:
        return read_checkpoint(path.read_text("utf-8", errors="replace"))
    except NoCheckpoint as fault:
        what, _, remedy = str(fault).partition("。")
        raise Refused([Problem(str(path), 0, what, remedy.rstrip("。"))]) from fault
