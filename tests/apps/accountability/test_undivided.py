"""Under which paragraph a unit is vetoed says which kind of measure its leader received: no page, sheet or document of accidents and assessments tells
(第二十七条第四、五款, decisions/0055)."""

import io
import re
import zipfile
from datetime import date

import pytest
import time_machine

from anze.accidents.models import Accident
from anze.assessments.models import Assessment, Snapshot
from anze.assessments.queries.composing import fresh
from anze.assessments.queries.standing import newest, result_of
from anze.assessments.snapshots import differences
from anze.duties.world import pack_in_force
from anze.law.rules.undivided import joined, rules_of
from anze.papers.models import Issued
from tests.apps.accidents.telling import at, fall
from tests.apps.accountability.given import decided, revoked
from tests.apps.assessments.telling import NOW, OFFICE, YINGDE, frozen
from tests.cast import Cast

BOTH, ALONE = "第二十七条第四款、第二十七条第五款", re.compile(r"第二十七条第四款(?!、第二十七条第五款)|(?<!第二十七条第四款、)第二十七条第五款")
READERS = (OFFICE, YINGDE, "市安委办主任", "审计")
KINDS = ("停职检查", "政务记大过")


def words(content: bytes) -> str:
    """Return what a page, a sheet or a Word document says, without tags."""
    if content.startswith(b"PK"):
        book = zipfile.ZipFile(io.BytesIO(content))
        content = b"\n".join(book.read(name) for name in sorted(book.namelist()) if name.endswith(".xml"))
    return re.sub(r"\s+", "", re.sub(r"<[^>]*>", "", content.decode("utf-8", "replace")))


def told(cast: Cast, addresses: list[str], reader: str) -> dict[str, str]:
    """Return what a reader is told at each of the addresses that he may open."""
    answers = {address: cast.client(reader).get(address) for address in addresses}
    return {address: words(answer.content if hasattr(answer, "content") else b"".join(answer)) for address, answer in answers.items()
            if answer.status_code == 200}


def addresses(accident: Accident, found: Assessment) -> list[str]:
    one, year = f"/accidents/{accident.code}/", f"/assessments/{found.uid}/"
    return [one, f"{one}?as_of=2026-12-31", f"{one}quick-report.docx", "/accidents/", "/accidents/?excel=1", "/accidents/outlook/", year,
            f"{year}?as_of=2027-01-10", f"{year}units/yd/", f"{year}scores.xlsx", f"{year}snapshots/1/", f"{year}draft/draft.docx?unit=yd",
            *(f"{year}papers/{row.pk}.docx" for row in Issued.objects.all())]


@pytest.mark.parametrize("kind", KINDS)
def test_no_page_sheet_or_document_names_one_of_the_two_paragraphs_alone(cast: Cast, kind: str) -> None:
    accident = fall(cast)
    decided(cast, "乙某", kind, accident=accident.code)
    found = frozen(cast)
    with time_machine.travel(NOW, tick=False):
        for reader in READERS:
            said = told(cast, addresses(accident, found), reader)
            assert [address for address, text in said.items() if ALONE.search(text) or kind in text] == []
            assert any(BOTH in text for text in said.values()), reader


def test_the_page_of_the_accident_is_the_same_whichever_it_was(cast: Cast) -> None:
    accident = fall(cast)
    revoked(cast, decided(cast, "乙某", KINDS[0], accident=accident.code), "2026-08-01")
    decided(cast, "乙某", KINDS[1], accident=accident.code, recorded=at("2026-08-02"))
    pages = set()
    for day in ("2026-07-15", "2026-09-01"):
        with time_machine.travel(at(day), tick=False):
            text = words(cast.client(YINGDE).get(f"/accidents/{accident.code}/").content)
            pages.add(text[text.index("一票否决：第二十七条"):].split("预警")[0].split("待人决定")[0])
    assert len(pages) == 1


def test_two_measures_under_the_two_paragraphs_are_one_veto_of_the_assessment_and_of_the_accident(cast: Cast) -> None:
    accident = fall(cast)
    for kind in KINDS:
        decided(cast, "乙某", kind, accident=accident.code)
    [veto] = result_of(newest(frozen(cast)))["vetoes"]["yd"]  # type: ignore[arg-type]
    assert veto["why"].startswith(f"{BOTH}：") and rules_of(pack_in_force(), "27.p5") == ("27.p4", "27.p5")
    with time_machine.travel(at("2026-09-01"), tick=False):
        assert words(cast.client(YINGDE).get(f"/accidents/{accident.code}/").content).count("一票否决：") == 1


def divided(*rules: str) -> list[dict[str, object]]:
    """Return vetoes as snapshots kept them once."""
    labels = {"27.p3": "第二十七条第三款", "27.p4": "第二十七条第四款", "27.p5": "第二十七条第五款"}
    return [{"rule": rule, "on": f"2026-0{9 - number}-01", "accidents": [f"sg-1-{number}"], "why": f"{labels[rule]}：英德市某事。"}
            for number, rule in enumerate(rules)]


def test_what_was_kept_divided_is_told_as_one_since_the_earliest_day_over_all_its_accidents() -> None:
    pack = pack_in_force()
    assert joined(pack, divided("27.p3")) == divided("27.p3") and joined(pack, []) == []
    [one] = joined(pack, divided("27.p4", "27.p5"))
    assert one == {"rule": "27.p4", "on": "2026-08-01", "accidents": ["sg-1-0", "sg-1-1"], "why": f"{BOTH}：英德市某事。"}
    assert [each["rule"] for each in joined(pack, divided("27.p5", "27.p3"))] == ["27.p3", "27.p4"]
    assert joined(pack, joined(pack, divided("27.p5"))) == joined(pack, divided("27.p5"))


@pytest.mark.parametrize("kind", KINDS)
def test_a_result_frozen_before_still_stands_with_its_approvals_and_is_told_undivided(cast: Cast, kind: str) -> None:
    accident = fall(cast)
    decided(cast, "乙某", kind, accident=accident.code)
    found = frozen(cast)
    snapshot = newest(found)
    assert snapshot is not None
    alone = {"停职检查": ("27.p4", "第二十七条第四款"), "政务记大过": ("27.p5", "第二十七条第五款")}[kind]
    old = snapshot.text.replace(BOTH, alone[1]).replace('"27.p4"', f'"{alone[0]}"')
    assert old != snapshot.text and result_of(Snapshot(text=old)) == result_of(snapshot)
    assert list(differences(result_of(Snapshot(text=old)), fresh(found, date(2027, 1, 25)))) == []
