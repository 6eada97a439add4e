"""`anze backup`: everything the site keeps in one file, taken while it runs and read back at once."""

from pathlib import Path
from typing import Any, Final

import click

from anze.law.problems import Problem, Refused
from anze.project import site
from anze.project.commands.backup_key import closing

NAMES: Final = ("anze-backup-*.zip", "anze-backup-*.sealed")


@click.command(name="backup", help="备份：数据库、附件、检查点写成一个文件，不用停网站；写完当即读回核对。DEST 是文件夹或文件名。")
@click.argument("dest", metavar="DEST", type=click.Path(path_type=Path))
@click.option("--with-keys", "keys", is_flag=True, help="连案件内容的密钥一起备份；不写则密钥须另行保管")
@click.option("--lacking", is_flag=True, help="附件已有缺损也备份，缺损写进清单")
@click.option("--encrypt-to", "public", type=click.Path(path_type=Path, exists=True, dir_okay=False),
              help="加密，只有这把公钥的私钥打得开；公钥文件由 anze backup-key 生成")
@click.option("--passphrase", is_flag=True, help="用口令加密，照提示输入两遍")
@click.option("--passphrase-file", "words", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="用口令加密，口令是这个文件的第一行")
@click.option("--keep", type=click.IntRange(1, 1000), help="DEST 是文件夹时，只留最近几份")
def command(dest: Path, keys: bool, lacking: bool, public: Path | None, passphrase: bool, words: Path | None, keep: int | None) -> None:
    """Take a backup and say what is in it."""
    recipient = closing(public, passphrase, words)
    site.set_up()
    from django.utils import timezone  # noqa: PLC0415

    from anze.access.log import OPERATOR, line  # noqa: PLC0415
    from anze.people.moment import SHANGHAI  # noqa: PLC0415
    from anze.project.backup.taking import take  # noqa: PLC0415

    _refuse_behind()
    now = timezone.now()
    to = dest / f"anze-backup-{now.astimezone(SHANGHAI):%Y%m%d-%H%M%S}.{'sealed' if recipient else 'zip'}" if dest.is_dir() else dest
    if not to.parent.is_dir():
        raise Refused([Problem(str(to.parent), 0, "没有这个文件夹", "先建好，或者写对路径")])
    if keep and not dest.is_dir():
        raise Refused([Problem(str(dest), 0, "--keep 要和文件夹一起用", "DEST 写一个已有的文件夹")])
    try:
        found = take(to, now, keys=keys, lacking=lacking, recipient=recipient)
    except Refused:
        line(now, None, "备份", "拒绝", object=to.name, subject=OPERATOR)
        raise
    line(now, None, "备份", "成功", object=to.name, subject=OPERATOR)
    _say(to, found, recipient)
    for old in sorted(path for names in NAMES for path in dest.glob(names))[:-keep] if keep else ():
        old.unlink()
        click.echo(f"删去旧的备份 {old.name}")


def _refuse_behind() -> None:
    from django.db import connection  # noqa: PLC0415
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise Refused([Problem(site.where(), 0, "数据库还停在旧版本，或者还没有建", "升级以前要备份的，用旧版本的程序备份；已经升级的，先启动一次网站")])


def _say(to: Path, found: Any, recipient: Any) -> None:
    from django.template.defaultfilters import filesizeformat  # noqa: PLC0415 — as the page of the system says it

    click.echo(f"已备份到 {to}（{filesizeformat(to.stat().st_size)}），读回核对无误。")
    click.echo(f"{len(found.tables)} 张表 {sum(one.rows for one in found.tables):,} 行，附件 {len(found.files)} 个，账本 {found.ledger['seq']:,} 条，"
               f"末条摘要 {found.ledger['digest'] or '（空）'}。")
    if found.lacking:
        click.echo(f"注意：有 {len(found.lacking)} 个附件的内容不在或被改过，没有备份，编号写在清单里。", err=True)
    if found.key_ids and not found.with_keys:
        click.echo(f"案件内容的密钥不在备份里，恢复时需要编号为 {'、'.join(found.key_ids)} 的密钥：请把密钥文件与备份分开，另行保管。")
    elif found.with_keys:
        click.echo("密钥在备份里：得到这个文件的人能读出案件内容，请妥善保管。")
    if recipient is None:
        click.echo("备份里有全部个人信息，没有加密：请存放在本机以外、只有专人能打开的地方；要加密的，见 anze backup --help 的 --encrypt-to。")
    else:
        click.echo(f"已加密（AES-256-GCM），打开要用{recipient.said}：请与备份分开保管，丢了就谁也打不开。")
