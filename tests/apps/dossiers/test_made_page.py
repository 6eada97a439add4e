"""The page of a pack that was made: how many files, which entries of the ledger, each counted as the verifier counts (第三十条)."""

import io
import zipfile

from anze.dossiers.models import MadeDossier
from anze.record.models import Entry
from anze.register.actions import add_officer
from tests.apps.dossiers.telling import NOW, pressed
from tests.cast import Cast


def test_its_page_counts_files_as_the_verifier_does_and_names_the_entry_of_each_making(city: Cast) -> None:
    archive = pressed(city)
    add_officer(None, NOW, code="p76", name="丑某")  # the ledger grows, and the head that is told stays where it was
    assert pressed(city) == archive
    first, repeated = MadeDossier.objects.order_by("pk")
    own = Entry.objects.get(object_id=str(repeated.uid))
    pages = [city.client("纪委").get(f"/dossiers/made/{one.uid}/").content.decode() for one in (first, repeated)]
    with zipfile.ZipFile(io.BytesIO(archive)) as found:
        count = len(found.namelist())
    assert all(f"{count} 个文件（清单列出 {count - 5} 个" in page for page in pages)
    assert "再次生成，另记在" not in pages[0]
    assert f"第 {first.entry_seq} 条。这一次是再次生成，另记在第 {own.seq} 条" in pages[1]
    assert own.seq > first.entry_seq == repeated.entry_seq
