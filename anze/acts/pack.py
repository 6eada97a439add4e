"""The regulation that this site runs, for what is asked of it before an act is saved."""

from dataclasses import replace
from datetime import date
from functools import cache

from django.conf import settings

from anze.law.pack import Pack, load_pack


@cache
def pack_in_force() -> Pack:
    """Return the pack of the site, from the day it is set to take effect."""
    pack = load_pack(settings.PACK)
    return replace(pack, effective_from=date.fromisoformat(settings.EFFECTIVE_FROM)) if settings.EFFECTIVE_FROM else pack
