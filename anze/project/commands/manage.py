"""`anze manage`: Django's own management commands."""

import os
import sys

import click


@click.command(name="manage", help="Django 的管理命令，如 anze manage migrate、anze manage check。", add_help_option=False,
               context_settings={"ignore_unknown_options": True, "allow_interspersed_args": False})
@click.argument("words", metavar="[命令 ...]", nargs=-1, type=click.UNPROCESSED)
def command(words: tuple[str, ...]) -> None:
    """Hand the words to Django."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "anze.project.settings")
    from django.core.management import ManagementUtility  # noqa: PLC0415 — the settings are read by now

    try:
        ManagementUtility(["anze manage", *words]).execute()
    except SystemExit as end:
        sys.exit(end.code)
