"""The verbs of letters of responsibility (第十九条), for the drill: what each is done to, and how it is done."""

import hashlib
import io
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Final

from PIL import Image

from anze.access.rights import rights_of
from anze.acts.evidence import store
from anze.letters.actions import generating, handing, patterns, reading, scanning, signing
from anze.letters.actions.reading import QUICK
from anze.letters.actions.scanning import Part, Upload
from anze.letters.models import Goal, Scan
from anze.letters.queries.papers import digest_of
from anze.letters.scans.reading import Group
from anze.letters.told import limits_changed
from tests.apps.letters import telling
from tests.apps.letters.telling import CITY, COUNTY, NOW
from tests.cast import Cast

ON: Final = NOW.date()
TASK: Final = "开展百日攻坚"


def _by(city: Cast, name: str = CITY) -> Any:
    return city.account[name]


def _letter(city: Cast) -> Any:
    return telling.generated(city)["yd party"]


def _ours(city: Cast) -> Any:
    """英德's letter with 望埠, which 甲 and 丁 sign."""
    return telling.generated(city, superior="英德", by=COUNTY)["wb party"]


def _half(city: Cast) -> Any:
    one = _ours(city)
    signing.sign(city.account["甲"], NOW, one, digest=digest_of(one))
    return one


def _taken(city: Cast, code: str) -> Any:
    """Take pages in that bear a code."""
    rights = rights_of(_by(city))  # asked before anything is uploaded, as by the page
    path, content = store.beside(), b"%PDF-1.7 page"
    store.write(path, [content])
    digest = hashlib.sha256(content).hexdigest()
    part = Part(digest, Group(code, (1, 2)), store.Staged(path, "扫描.pdf", digest, len(content), "application/pdf"))
    return scanning.take_in(_by(city), NOW, rights, Upload(city.unit["清远"], 2026, ON), [part])


def _waiting(city: Cast) -> tuple[Any, Scan]:
    one = _letter(city)
    [scan] = _taken(city, "").waiting
    return one, scan


def _filed(city: Cast) -> Scan:
    [scan] = _taken(city, _letter(city).code).filed
    return scan


def _long() -> bytes:
    """A scan of more pages than are read while its page waits."""
    pages, out = [Image.new("L", (60, 80), 255) for _ in range(QUICK + 1)], io.BytesIO()
    pages[0].save(out, "PDF", save_all=True, append_images=pages[1:])
    return out.getvalue()


def _share(city: Cast) -> object:
    goal = Goal.objects.get(pattern__superior=city.unit["清远"], pattern__side="party", text="培训人次")
    return patterns.share_out(_by(city), NOW, city.unit["清远"], 2026, {(goal.pk, city.unit["英德"].pk): Decimal(7)}, [city.unit["英德"]])


LETTERS: Final[Mapping[str, tuple[Callable[[Cast], Any], Callable[[Cast, Any], object]]]] = {
    "begin a pattern": (lambda city: None, lambda city, _: patterns.begin(_by(city), NOW, city.unit["清远"], 2026)),
    "change a pattern": (telling.patterns, lambda city, made: patterns.change_pattern(_by(city), NOW, made[0], "另一要求。", list(telling.GOALS[:2]))),
    "share goals out": (telling.patterns, lambda city, _: _share(city)),
    "generate letters": (telling.patterns, lambda city, _: generating.generate(
        _by(city), NOW, city.unit["清远"], 2026, [city.unit["英德"], city.unit["清新"]], {})),
    "enter a letter signed elsewhere": (lambda city: None, lambda city, _: generating.enter(_by(city), NOW, [
        generating.Entered(city.unit["清远"], city.unit["英德"], "party", 2026, ON)])),
    "replace a letter": (_letter, lambda city, one: generating.replace_letter(
        _by(city), NOW, one, limits_changed(one.numbers, {"1": Decimal(2), "2": Decimal(9)}, [TASK], []), reason="指标调整")),
    "void a letter": (_letter, lambda city, one: generating.void(_by(city), NOW, one, reason="重来")),
    "sign a letter": (_half, lambda city, one: signing.sign(city.account["丁"], NOW, one, digest=digest_of(one))),
    "take a signature back": (_half, lambda city, one: signing.unsign(city.account["甲"], NOW, one, reason="点错")),
    "enter an outcome of a letter": (_letter, lambda city, one: signing.record_outcome(_by(city), NOW, one, "2", Decimal(80), note="台账")),
    "say whose a scan is": (_waiting, lambda city, made: scanning.file_as(_by(city), NOW, rights_of(_by(city)), made[1], made[0].code, ON)),
    "take a scan off": (_filed, lambda city, one: scanning.take_off(_by(city), NOW, one, reason="放错")),
    "send a long scan in": (lambda city: (rights_of(_by(city)), _long()), lambda city, made: reading.receive(
        _by(city), NOW, made[0], Upload(city.unit["清远"], 2026, ON), [telling.staged(made[1])], [])),
    "hand a letter's file out": (_letter, lambda city, one: handing.hand_out(_by(city), NOW, [(one, b"%PDF-1.7")])),
    "file a scan": (_letter, lambda city, one: _taken(city, one.code)),
}
