"""A scan is filed under the letter whose printed code it bears; what cannot be filed is told and kept (第十九条)."""

import hashlib
import io
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

import pypdfium2
import pytest
from django.core.exceptions import ValidationError
from PIL import Image

from anze.access.rights import rights_of
from anze.acts.evidence import store
from anze.acts.evidence.refuse import Refusal
from anze.acts.models import Blob
from anze.documents.pdf import pdf_of
from anze.letters.actions.generating import replace_letter, void
from anze.letters.actions.scanning import Filed, Part, Upload, file_as, take_in, take_off
from anze.letters.actions.signing import sign
from anze.letters.models import Letter, Scan, Signing
from anze.letters.printed import code_of
from anze.letters.queries.papers import digest_of, official_of, pages_of
from anze.letters.queries.standing import state_of
from anze.letters.scans.reading import Group, groups_of, taken_out
from anze.letters.told import limits_changed
from anze.record.models import Entry
from tests.apps.accidents.telling import at
from tests.apps.letters.telling import CITY, COUNTY, NOW, TOWN, generated, one_page, paper, staged
from tests.cast import Cast

ON = date(2026, 2, 2)


def read(letter: Letter) -> str:
    return state_of(Letter.objects.with_signed().get(pk=letter.pk))


def part(code: str, pages: tuple[int, ...] = (1, 2), content: bytes = b"%PDF-1.7 page", source: str = "") -> Part:
    """A part of an upload as it was read, without the reading."""
    path = store.beside()
    store.write(path, [content])
    digest = hashlib.sha256(content).hexdigest()
    return Part(source or digest, Group(code, pages), store.Staged(path, "扫描.pdf", digest, len(content), "application/pdf"))


def taken(cast: Cast, parts: Iterable[Part], *, by: str = CITY, unit: str = "清远", year: int = 2026, letter: Letter | None = None) -> Filed:
    account = cast.account[by]
    return take_in(account, NOW, rights_of(account), Upload(cast.unit[unit], year, ON, letter), list(parts))


def test_the_pages_of_a_scan_of_many_letters_go_to_their_letters(cast: Cast) -> None:
    made = list(generated(cast).values())
    file = staged(paper(*made[:3]))
    groups = groups_of(file)
    assert [group.code for group in groups] == [one.code for one in made[:3]]
    assert [page for group in groups for page in group.pages] == list(range(1, len(pypdfium2.PdfDocument(file.path)) + 1))
    parts = taken_out(file, groups)
    for one, group, letter in zip(parts, groups, made, strict=False):
        document = pypdfium2.PdfDocument(one.path)
        assert len(document) == len(group.pages) and groups_of(one) == [Group(letter.code, tuple(range(1, len(group.pages) + 1)))]
    for one in (file, *parts):
        one.path.unlink()


def test_a_photo_is_read_upside_down_and_a_page_without_a_code_is_a_page_of_its_own(cast: Cast) -> None:
    letter = generated(cast)["yd party"]
    turned = io.BytesIO()
    Image.open(io.BytesIO(one_page(letter))).rotate(180).save(turned, "JPEG", quality=60)
    photo = staged(turned.getvalue(), "照片.jpg")
    blank = io.BytesIO()
    Image.new("RGB", (300, 400), "white").save(blank, "PNG")
    empty = staged(blank.getvalue(), "空白.png")
    assert groups_of(photo) == [Group(letter.code, (1,))] and groups_of(empty) == [Group("", (1,))]
    text = staged("责任书".encode(), "责任书.txt")
    with pytest.raises(Refusal, match="不是扫描件"):
        groups_of(text)
    for one in (photo, empty, text):
        one.path.unlink()


def test_a_filed_scan_says_that_both_signed_on_the_day_told(cast: Cast) -> None:
    made = generated(cast, superior="英德", by=COUNTY)
    letter = made["wb party"]
    done = taken(cast, [part(letter.code)], by=COUNTY, unit="英德")
    assert [one.letter for one in done.filed] == [letter] and not done.waiting and read(letter) == "signed"
    signed = {one.party: one for one in letter.signings.all()}
    assert {one.on for one in signed.values()} == {ON}
    assert signed["subordinate"].officer == cast.officer["丁某"] and signed["superior"].officer == cast.officer["甲某"]
    entry = Entry.objects.get(object_type="letter", verb="归档扫描件")
    assert entry.object_id == letter.code and entry.happened_on == ON
    assert store.place(done.filed[0].blob.sha256).exists()


def test_whoever_signed_on_the_page_before_keeps_the_own_day(cast: Cast) -> None:
    letter = generated(cast, superior="英德", by=COUNTY)["wb party"]
    sign(cast.account["丁"], at("2026-02-02", 11), letter, digest=digest_of(letter))
    taken(cast, [part(letter.code)], by=COUNTY, unit="英德")
    assert {one.party: one.how for one in letter.signings.all()} == {"subordinate": "page", "superior": "scan"}


def test_the_same_scan_twice_is_recognised_by_its_digest(cast: Cast) -> None:
    letter = generated(cast)["yd party"]
    taken(cast, [part(letter.code, source="a" * 64)])
    for again in (part(letter.code, source="a" * 64, content=b"%PDF-1.7 split otherwise"), part(letter.code, (4, 5), source="b" * 64)):
        done = taken(cast, [again])
        assert not done.filed and "没有重复归档" in done.before[0] and letter.code in done.before[0]
    assert Scan.objects.count() == 1 and Signing.objects.count() == 2
    more = taken(cast, [part(letter.code, (3,), source="a" * 64, content=b"%PDF-1.7 page three")])
    assert len(more.filed) == 1 and Signing.objects.count() == 2  # another page of the same letter


def test_what_cannot_be_filed_waits_with_the_reason(cast: Cast) -> None:
    made = generated(cast)
    strange = generated(cast, superior="英德", by=COUNTY)["wb party"]
    earlier = generated(cast, year=2025, now=at("2026-01-05"))["yd party"]
    goals = limits_changed(made["yd party"].numbers, {"1": Decimal(1), "2": Decimal(1)}, [], [])
    new = replace_letter(cast.account[CITY], NOW, made["yd party"], goals, reason="指标调整")
    void(cast.account[CITY], NOW, made["qx party"], reason="作废重来")
    codes = ["", strange.code, earlier.code, made["yd party"].code, made["qx party"].code, code_of(2026, 999)]
    done = taken(cast, [part(code, (2 * place, 2 * place + 1), content=f"%PDF-1.7 {place}".encode()) for place, code in enumerate(codes, 1)])
    assert not done.filed and [one.trouble for one in done.waiting] == [
        "没有读出编号", f"编号 {strange.code} 不是您可以归档的责任书，可能是别的单位的", f"编号 {earlier.code} 是2025年的，不是2026年的",
        f"编号 {made['yd party'].code} 已重签，现在的一份是 {new.code}", f"编号 {made['qx party'].code} 已作废",
        f"编号 {code_of(2026, 999)} 不是您可以归档的责任书，可能是别的单位的"]
    assert not Signing.objects.exists() and Blob.objects.count() == 6
    assert Entry.objects.filter(object_type="letter_scan", verb="上传扫描件，待归档").count() == 6


def test_one_page_of_two_waits_until_the_other_is_there(cast: Cast) -> None:
    letter = generated(cast)["yd party"]
    assert pages_of(letter) == 2
    done = taken(cast, [part(letter.code, (1,), content=b"%PDF-1.7 first")])
    assert not done.filed and "共 2 页，只收到 1 页，签字页可能缺了" in done.waiting[0].trouble and read(letter) == "issued"
    done = taken(cast, [part(letter.code, (1,), content=b"%PDF-1.7 second")])
    assert len(done.filed) == 2 and not done.waiting and read(letter) == "signed"


def test_a_single_page_with_both_signatures_is_filed_by_whoever_looked_at_it(cast: Cast) -> None:
    letter, account = generated(cast)["yd party"], cast.account[CITY]
    [scan] = taken(cast, [part(letter.code, (1,))]).waiting
    with pytest.raises(ValidationError, match="共 2 页，只收到 1 页") as refused:
        file_as(account, NOW, rights_of(account), scan, letter.code, ON)
    assert list(refused.value.message_dict) == ["seen"]
    assert read(letter) == "issued"
    file_as(account, NOW, rights_of(account), scan, letter.code, ON, seen=True)
    assert read(letter) == "signed"
    assert "归档人看过，双方都签了字" in Entry.objects.filter(object_type="letter", object_id=letter.code, verb="归档扫描件").get().sealed.text


def test_a_wrong_day_hides_no_lacking_page(cast: Cast) -> None:
    letter, account = generated(cast)["yd party"], cast.account[CITY]
    done = take_in(account, NOW, rights_of(account), Upload(cast.unit["清远"], 2026, date(2026, 2, 1)), [part(letter.code, (1,))])
    assert "不会在2026年2月1日签订" in done.waiting[0].trouble
    assert "签字页可能缺了" in done.waiting[0].trouble


@pytest.mark.parametrize(("on", "filed"), [(date(2026, 2, 1), False), (date(2026, 2, 2), True)])
def test_nobody_signs_a_letter_before_it_was_there(cast: Cast, on: date, filed: bool) -> None:
    letter, account = generated(cast)["yd party"], cast.account[CITY]
    done = take_in(account, NOW, rights_of(account), Upload(cast.unit["清远"], 2026, on), [part(letter.code)])
    assert bool(done.filed) is filed and (filed or "2026年2月2日生成的，不会在2026年2月1日签订" in done.waiting[0].trouble)


def test_what_was_downloaded_and_never_printed_is_no_scan(cast: Cast) -> None:
    file = staged(pdf_of(official_of(generated(cast)["yd party"])))
    with pytest.raises(Refusal, match="这是从系统下载的文件"):
        groups_of(file)
    file.path.unlink()


def test_somebody_types_the_code_of_a_page_that_cannot_be_read(cast: Cast) -> None:
    letter = generated(cast)["yd party"]
    [scan] = taken(cast, [part("")]).waiting
    account = cast.account[CITY]
    wrong = letter.code[:-1] + str((int(letter.code[-1]) + 1) % 10)
    for typed, said in ((wrong, "写错了一位"), ("什么", "不是责任书的编号"), (code_of(2026, 998), "可能是别的单位的")):
        with pytest.raises(ValidationError, match=said):
            file_as(account, NOW, rights_of(account), scan, typed, ON)
    with pytest.raises(ValidationError, match="晚于今天"):
        file_as(account, NOW, rights_of(account), scan, letter.code, date(2026, 3, 1))
    assert file_as(account, NOW, rights_of(account), scan, letter.code.lower().replace("-", " "), ON) == letter and read(letter) == "signed"
    with pytest.raises(ValidationError, match="已经归档"):
        file_as(account, NOW, rights_of(account), scan, letter.code, ON)


def test_pages_of_one_letter_need_no_code_where_somebody_says_whose_they_are(cast: Cast) -> None:
    made = generated(cast)
    done = taken(cast, [part(""), part(made["qx party"].code, (2, 3), content=b"%PDF-1.7 other")], letter=made["yd party"])
    assert [one.letter for one in done.filed] == [made["yd party"], made["qx party"]]  # a code that is read goes before


def test_the_subordinates_office_files_its_own_letter_too_and_no_stranger(cast: Cast) -> None:
    letter = generated(cast, superior="英德", by=COUNTY)["wb party"]
    strangers = rights_of(cast.account["清新安委办"])
    [waiting] = take_in(cast.account["清新安委办"], NOW, strangers, Upload(cast.unit["清新"], 2026, ON), [part(letter.code)]).waiting
    assert "可能是别的单位的" in waiting.trouble and "望埠" not in waiting.trouble
    assert taken(cast, [part(letter.code, content=b"%PDF-1.7 ours")], by=TOWN, unit="望埠").filed


def test_a_wrong_scan_is_taken_off_with_the_reason_and_the_letter_is_unsigned_again(cast: Cast) -> None:
    letter = generated(cast)["yd party"]
    first, second = (taken(cast, [part(letter.code, (place, place + 1), content=f"%PDF-1.7 {place}".encode())]).filed[0] for place in (1, 3))
    with pytest.raises(ValidationError, match="原因"):
        take_off(cast.account[CITY], NOW, first, reason="")
    take_off(cast.account[CITY], NOW, first, reason="扫反了")
    assert read(letter) == "signed" and {one.scan for one in letter.signings.current()} == {second}  # another page still shows it
    take_off(cast.account[CITY], NOW, second, reason="不是这一份")
    assert read(letter) == "issued" and letter.scans.count() == 2 and letter.signings.count() == 2
    with pytest.raises(ValidationError, match="已经撤下"):
        take_off(cast.account[CITY], NOW, second, reason="再撤")
    assert taken(cast, [part(letter.code, content=b"%PDF-1.7 1")]).filed  # what was taken off may come again


def test_nothing_is_kept_of_an_upload_that_names_a_day_to_come(cast: Cast) -> None:
    letter = generated(cast)["yd party"]
    account = cast.account[CITY]
    for on in (date(2026, 2, 3), date(2024, 12, 31)):
        with pytest.raises(ValidationError):
            take_in(account, NOW, rights_of(account), Upload(cast.unit["清远"], 2026, on), [refused := part(letter.code, content=b"%PDF-1.7 of a day to come")])
        assert not store.place(refused.source).exists() and not refused.staged.path.exists()
    assert not Scan.objects.exists() and not Blob.objects.exists()
