"""`anze backup-key`: a pair of keys for encrypted backups; and what the commands that close and open them are told."""

from pathlib import Path
from typing import Any

import click

from anze.law.problems import Problem, Refused

ASKED = "口令"


@click.command(name="backup-key", help="生成一对密钥：私钥写进 FILE，公钥写进 FILE.pub。公钥放在网站的机器上（anze backup --encrypt-to），私钥放在别处。")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))
def command(file: Path) -> None:
    """Make a pair of keys and say where they are."""
    from anze.project.backup.recipients import new_pair  # noqa: PLC0415 — loaded only by the commands that need it

    try:
        name = new_pair(file)
    except FileExistsError as fault:
        raise Refused([Problem(str(fault.filename), 0, "这个文件已经有了", "换一个文件名；密钥从不覆盖，覆盖了以前的备份就打不开了")]) from fault
    click.echo(f"已生成编号为 {name} 的一对密钥。")
    click.echo(f"公钥 {file}.pub：放在网站的机器上，备份时写 --encrypt-to {file}.pub。")
    click.echo(f"私钥 {file}：移到网站以外、只有专人能打开的地方，并另存一份；丢了它，用这把公钥加密的备份谁也打不开。")


def closing(public: Path | None, ask: bool, words: Path | None) -> Any:
    """Return for whom a backup is encrypted, None for nobody. Raises Refused: more than one way, no key, a passphrase easily guessed."""
    from anze.project.backup.recipients import CannotOpen, passphrase, public_key  # noqa: PLC0415

    if sum((public is not None, ask, words is not None)) > 1:
        raise Refused([Problem("anze backup", 0, "加密只能选一种办法", "--encrypt-to、--passphrase、--passphrase-file 只写一个")])
    try:
        if public is not None:
            return public_key(public)
        if words is not None:
            return passphrase(_first_line(words))
        return passphrase(click.prompt(ASKED, hide_input=True, confirmation_prompt="再输一遍")) if ask else None
    except CannotOpen as fault:
        raise Refused([Problem(str(public or words or ASKED), 0, fault.what, fault.remedy)]) from fault


def opening(file: Path, private: Path | None, words: Path | None) -> Any:
    """Return what opens a backup, None where it is not encrypted; asks for a passphrase where it was closed with one and none was given."""
    from anze.project.backup.recipients import PASSPHRASE, CannotOpen, Passphrase, private_key  # noqa: PLC0415
    from anze.project.backup.sealed import kind_of  # noqa: PLC0415

    try:
        if private is not None:
            return private_key(private)
        if words is not None:
            return Passphrase(_first_line(words))
        return Passphrase(click.prompt(ASKED, hide_input=True)) if kind_of(file) == PASSPHRASE else None
    except CannotOpen as fault:
        raise Refused([Problem(str(private or words or file), 0, fault.what, fault.remedy)]) from fault


def _first_line(path: Path) -> str:
    return (path.read_text("utf-8", errors="replace").splitlines() or [""])[0]
