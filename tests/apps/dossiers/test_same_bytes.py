"""The same request gives the same bytes, whoever else wrote into the ledger since (第三十条): the head is that of the day until which it tells, or that of the
pack that is registered and says the same."""

import io
import zipfile
from datetime import timedelta
from typing import Any

import time_machine

from anze.acts.actions.withdrawing import withdraw
from anze.acts.models import Act
from anze.dossiers.models import MadeDossier
from anze.people.moment import end_of
from anze.record.actions.checkpoint import head_now
from anze.record.models import Entry
from anze.register.actions import add_officer
from tests.apps.dossiers.telling import NOW, pressed
from tests.apps.dossiers.test_making import checked
from tests.cast import Cast


def read(archive: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(archive)) as found:
        return found.read(name)


def test_what_others_write_meanwhile_changes_no_byte(city: Cast, tmp_path: Any, capsys: Any) -> None:
    first = pressed(city)
    add_officer(None, NOW, code="p78", name="又某")
    assert pressed(city) == first
    with time_machine.travel(NOW + timedelta(days=40), tick=False):
        add_officer(None, NOW + timedelta(days=40), code="p79", name="再某")
        assert pressed(city) == first  # the day until which it tells is past by now
    assert checked(tmp_path, first, head_now(NOW), capsys)[0] == 3
    assert len(set(MadeDossier.objects.values_list("digest", flat=True))) == 1


def test_what_is_changed_of_the_person_himself_gives_another_and_that_again_the_same(city: Cast) -> None:
    first = pressed(city)
    withdraw(city.account["望埠安委办"], NOW, Act.objects.filter(type="inspection").latest("pk"), reason="查明没有去")
    other = pressed(city)
    add_officer(None, NOW, code="p78", name="又某")
    assert first != other == pressed(city)


def test_of_a_past_day_the_head_is_the_last_entry_by_then_whoever_asks_when(city: Cast) -> None:
    """Nothing need be registered for it: two who do not know of each other's packs get the same paper and manifest."""
    day = NOW.date() - timedelta(days=31)
    first = pressed(city, known_at=day.isoformat())
    MadeDossier.objects.all().delete()
    with time_machine.travel(NOW + timedelta(days=400), tick=False):
        add_officer(None, NOW + timedelta(days=400), code="p78", name="又某")
        again = pressed(city, known_at=day.isoformat())
    assert all(read(first, name) == read(again, name) for name in ("manifest.json", "证据包.pdf", "证据包.docx", "data/duties.json"))
    last = Entry.objects.exclude(object_type="dossier").filter(at__lt=end_of(day)).latest("seq")
    assert (MadeDossier.objects.get().head_seq, MadeDossier.objects.get().head_digest) == (last.seq, last.digest)


def test_before_the_ledger_began_its_first_entry_is_the_head(city: Cast) -> None:
    pressed(city, "丁", day="2020-01-01", known_at="2020-01-02")
    assert MadeDossier.objects.get().head_seq == 1


def test_two_who_see_different_things_each_get_their_own_again(city: Cast) -> None:
    """One may know of the other's pack: what it says decides, not that it is the newest."""
    first, own = pressed(city), pressed(city, "丁")
    add_officer(None, NOW, code="p78", name="又某")
    assert (pressed(city), pressed(city, "丁")) == (first, own)
    assert first != own
