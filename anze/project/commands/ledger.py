"""`anze ledger`: give out the head, check the ledger, export it, erase a text by law, compare files with rows."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import click

from anze.law.problems import Problem, Refused
from anze.project import site


@click.group(name="ledger", help="账本：检查点、核验、导出、依法擦除。")
def command() -> None:
    """Open the site's database."""
    site.set_up()


@command.command(name="checkpoint", help="把账本的末条摘要和条数写成检查点文件，交给外人（如审计）留存。")
@click.option("--to", "target", type=click.Path(path_type=Path, dir_okay=False), help="写到哪个文件；不写则放进数据文件夹的 checkpoints")
def checkpoint(target: Path | None) -> None:
    """Write a checkpoint."""
    from django.utils import timezone  # noqa: PLC0415

    from anze.record.actions.checkpoint import write_checkpoint  # noqa: PLC0415

    written = write_checkpoint(timezone.now(), target)
    click.echo(f"检查点已写入 {written}。请另存到本机以外，由他人保管。" if written else "账本为空，或与上次的检查点相同，没有写新的。")


@command.command(name="verify", help="逐条核验账本。给出外部留存的检查点，才能发现整本改写和截尾。")
@click.option("--checkpoint", "paths", multiple=True, type=click.Path(path_type=Path, exists=True, dir_okay=False), help="留存的检查点文件，可以给多个")
def verify(paths: tuple[Path, ...]) -> int:
    """Check the ledger; 1 where something is wrong."""
    from django.db import connection  # noqa: PLC0415

    from anze.record.guards import missing  # noqa: PLC0415
    from anze.record.verify import INNER_ONLY  # noqa: PLC0415
    from anze.record.verify import verify as verified  # noqa: PLC0415

    verdict = verified([_read(path) for path in paths])
    click.echo(f"共 {verdict.entries} 条，末条摘要 {verdict.head}；依法擦除内容的 {verdict.erased} 条。")
    for fault in verdict.faults:
        click.echo(f"不符：{fault.what}")
    lacking = missing(connection)
    if lacking:
        click.echo(f"不符：数据库的只增保护缺 {len(lacking)} 项（{'、'.join(lacking)}）。办法：运行 anze manage migrate；若仍缺，查明是谁撤去的")
    if verdict.inner_only:
        click.echo(INNER_ONLY)
    elif verdict.after:
        click.echo(f"检查点以后的 {verdict.after} 条只能证明内部一致。")
    agreed = "内部一致" if verdict.inner_only else "全部相符"
    count = len(verdict.faults) + len(lacking)
    click.echo(f"结论：{f'有 {count} 处不符' if count else agreed}")
    return 1 if count else 0


def _read(path: Path) -> Any:
    from anze.record.checkpoints import NoCheckpoint, read_checkpoint  # noqa: PLC0415

    try:
        return read_checkpoint(path.read_text("utf-8", errors="replace"))
    except NoCheckpoint as fault:
        what, _, remedy = str(fault).partition("。")
        raise Refused([Problem(str(path), 0, what, remedy.rstrip("。"))]) from fault


@command.command(name="export", help="导出账本（一行一条 JSON），可用 anze/record/verify_ledger.py 离线核验。")
@click.option("--to", "target", required=True, type=click.Path(path_type=Path, dir_okay=False), help="写到哪个文件")
@click.option("--texts/--no-texts", default=True, show_default=True, help="是否连内容一起导出；不带内容的可以给外人核验")
def export(target: Path, texts: bool) -> None:
    """Export the ledger."""
    from anze.record.export import exported  # noqa: PLC0415

    beside = target.with_name(f".{target.name}.part")
    count = -1
    with beside.open("w", encoding="utf-8") as file:
        for line in exported(texts=texts):
            file.write(line)
            count += 1
    beside.replace(target)
    click.echo(f"已导出 {count} 条到 {target}。核验：python3 verify_ledger.py {target} 检查点.json")


@command.command(name="erase", help="依法擦除第 SEQ 条的内容：内容和钥匙永远不能恢复，摘要和这次擦除本身留在账上。")
@click.argument("seq", metavar="SEQ", type=click.IntRange(1))
@click.option("--reason", required=True, help="依据，如哪部法律第几条、哪份决定书")
@click.option("--by", "username", required=True, help="经办人的账号")
@click.confirmation_option("--yes", prompt="擦除后不能恢复，确定吗？", help="不再询问")
def erase(seq: int, reason: str, username: str) -> None:
    """Erase a text."""
    from django.core.exceptions import ValidationError  # noqa: PLC0415
    from django.db import transaction  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from anze.dossiers.actions.dropping import drop_holding  # noqa: PLC0415
    from anze.people.models import Account  # noqa: PLC0415
    from anze.record.actions.erasing import erase as erased  # noqa: PLC0415
    from anze.record.models import Entry  # noqa: PLC0415

    account, entry = Account.objects.filter(username=username).first(), Entry.objects.filter(seq=seq).first()
    if account is None or entry is None:
        raise Refused([Problem("擦除", 0, f"没有账号 {username}" if account is None else f"账本没有第 {seq} 条", "核对后再运行")])
    try:
        with transaction.atomic():
            told = erased(account, timezone.now(), entry, reason=reason)
            drop_holding(account, timezone.now(), [seq])
    except ValidationError as fault:
        raise Refused([Problem("擦除", 0, fault.messages[0].rstrip("。"), "核对条号和依据")]) from fault
    click.echo(f"第 {seq} 条的内容已擦除，记为第 {told.seq} 条；留存的履职证据包里有它的，一并删去。备份里的、已经下载出去的副本要另行处理。")


@command.command(name="scrub", help="擦除以后，让旧内容从数据库文件里也消失：重写有关的表，清空日志。期间别人等待。")
def scrub() -> None:
    """Rewrite what held erased texts."""
    from anze.record.actions.scrubbing import scrub as scrubbed  # noqa: PLC0415

    scrubbed()
    click.echo("已重写。以前的备份里还有旧内容，按保留期删除。")


@command.command(name="files", help="核对文件库：每条附件都有内容、内容没被改过、没有无主的文件。")
@click.option("--sweep", is_flag=True, help="删去无主的文件和一小时前没有收完的上传")
def files(sweep: bool) -> int:
    """Compare files with rows; 1 where something is missing or altered."""
    from django.utils import timezone  # noqa: PLC0415

    from anze.acts.actions.evidence import swept  # noqa: PLC0415
    from anze.acts.queries.evidence import disagreements  # noqa: PLC0415

    if sweep:
        click.echo(f"删去 {swept(timezone.now() - timedelta(hours=1))} 个无主的文件。")
    words = {"missing": "内容不在了", "altered": "内容被改过", "orphan": "无主（可用 --sweep 删去）"}
    found = list(disagreements())
    for digest, what in found:
        click.echo(f"{digest}：{words[what]}")
    bad = sum(what != "orphan" for _, what in found)
    click.echo("结论：" + (f"有 {len(found)} 处不符" if found else "文件与登记全部相符"))
    return 1 if bad else 0
