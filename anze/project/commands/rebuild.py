"""`anze rebuild`: what the board is computed from is derived again from the acts and the ledger."""

import click

from anze.project import site

SHOWN = 50


@click.command(name="rebuild", help="从履职记录和账本重新推出任务看板所据的事实，与现存的逐项核对，不符的改正。")
@click.option("--check", is_flag=True, help="只核对，不改正")
def command(check: bool) -> int:
    """Rebuild the facts of acts; 1 where something differed and was not put right."""
    site.set_up()
    from django.utils import timezone  # noqa: PLC0415

    from anze.acts.actions.rebuild import rebuild_facts  # noqa: PLC0415

    found = rebuild_facts(timezone.now(), repair=not check)
    for one in found[:SHOWN]:
        click.echo(f"{one.code}：{WORDS.get(one.what) or f'不一致的字段：{one.what}'}")
    if len(found) > SHOWN:
        click.echo(f"……另有 {len(found) - SHOWN} 处")
    if not found:
        click.echo("全部一致。")
    elif check:
        click.echo(f"共 {len(found)} 处不一致，没有改动。办法：运行 anze rebuild 改正。", err=True)
    else:
        click.echo(f"共 {len(found)} 处不一致，已改正；正在运行的网站随即重读。")
    return 1 if found and check else 0


WORDS = {"missing": "缺少，已在记录里", "extra": "多出，记录里没有", "backfilled": "补录标记不一致"}
