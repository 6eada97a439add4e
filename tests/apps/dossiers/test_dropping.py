"""What was lawfully erased is handed out no more: the archives still kept that hold it go, others stay (个人信息保护法第四十七条)."""

from typing import Any

import pytest
from django.db import transaction

from anze.access.models import SecurityEvent
from anze.dossiers.actions.dropping import drop_holding
from anze.dossiers.models import MadeDossier
from anze.project.commands.ledger import command as ledger
from anze.record.models import Entry
from anze.workbook.kept import place
from anze.workbook.models import Export
from tests.apps.dossiers.telling import FORM, NOW, did_everything
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("today")


@pytest.fixture
def made(cast: Cast, own_files: None) -> MadeDossier:
    """A pack that waits to be fetched again."""
    did_everything(cast, (5,))
    answer: Any = cast.client("纪委").post("/dossiers/make/", FORM)
    assert b"".join(answer.streaming_content)
    return MadeDossier.objects.get()


def dropped(cast: Cast, *seqs: int) -> int:
    with transaction.atomic():
        return drop_holding(cast.account["英德安委办"], NOW, seqs)


def seq_of(object_type: str, **more: str) -> int:
    return Entry.objects.filter(object_type=object_type, **more).latest("seq").seq


@pytest.mark.django_db(transaction=True)
def test_a_kept_archive_that_holds_the_entry_goes_and_that_it_was_made_stays(cast: Cast, made: MadeDossier, client: Any) -> None:
    assert made.export is not None
    file = place(made.export.uid)
    assert file.exists()
    assert dropped(cast, seq_of("tenure", on_behalf="p4")) == 1
    assert not file.exists() and not Export.objects.exists()
    browser = cast.client("纪委")
    page = browser.get(f"/dossiers/made/{made.uid}/").content.decode()
    assert "依法擦除" in page and made.manifest in page
    assert browser.get(f"/dossiers/made/{made.uid}/file/").status_code == 404
    event = SecurityEvent.objects.get(action="删去留存的履职证据包")
    assert (event.subject, event.object, event.result) == ("英德安委办", str(made.uid), "成功")


@pytest.mark.django_db(transaction=True)
def test_an_archive_that_does_not_hold_it_stays(cast: Cast, made: MadeDossier) -> None:
    assert dropped(cast, seq_of("tenure", on_behalf="p9")) == 0
    assert made.export is not None and place(made.export.uid).exists()


@pytest.mark.django_db(transaction=True)
def test_an_archive_that_cannot_be_read_is_taken_to_hold_it(cast: Cast, made: MadeDossier) -> None:
    assert made.export is not None
    place(made.export.uid).write_bytes(b"no archive")
    assert dropped(cast, seq_of("tenure", on_behalf="p9")) == 1
    assert not Export.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_outside_the_transaction_that_erases_it_is_not_taken(cast: Cast, made: MadeDossier) -> None:
    with pytest.raises(RuntimeError, match="inside the transaction"):
        drop_holding(cast.account["英德安委办"], NOW, [1])


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("person", "gone"), [("p4", True), ("p9", False)])
def test_the_command_that_erases_lets_the_archives_go_that_hold_the_text(cast: Cast, made: MadeDossier, person: str, gone: bool) -> None:
    assert made.export is not None
    file, command = place(made.export.uid), ["erase", str(seq_of("tenure", on_behalf=person)), "--reason", "某决定书", "--by", "审计", "--yes"]
    assert ledger.main(command, standalone_mode=False) in {0, None}
    assert file.exists() is not gone and Export.objects.exists() is not gone
    assert SecurityEvent.objects.filter(action="删去留存的履职证据包", subject="审计").count() == gone
