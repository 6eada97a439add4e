"""Offices replace templates in Word: what is wrong is named with where it stands, all at once; hostile ones are refused; no version is lost."""

import zipfile
from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document

from anze.acts.evidence import store
from anze.acts.evidence.examine import examined
from anze.acts.evidence.store import Staged
from anze.documents.pdf import pdf_of
from anze.papers.actions.issuing import issue_kind
from anze.papers.actions.templating import adopt, go_back, restore, set_letterhead
from anze.papers.builtin import builtin, examples
from anze.papers.builtin_word import template_of
from anze.papers.checking import check
from anze.papers.drafting import draft, from_text, from_word
from anze.papers.kinds import KINDS
from anze.papers.language import plain
from anze.papers.models import Template
from anze.papers.queries.letterheads import letterhead_of, series_of
from anze.papers.queries.templates import template_for
from anze.people.moment import SHANGHAI
from anze.record.models import Entry
from tests.cast import Cast

NOW = datetime(2026, 11, 23, 10, tzinfo=SHANGHAI)
KIND = "circular"


@pytest.fixture(autouse=True)
def files(settings: Any, tmp_path: Path) -> None:
    settings.FILES = tmp_path / "files"


def staged(content: bytes) -> Staged:
    return examined("模板.docx", len(content), iter([content]))


def changed(change: Callable[[Any], object], kind: str = KIND) -> bytes:
    """The built-in template of a kind, changed in Word."""
    document = Document(BytesIO(template_of(kind)))
    change(document)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def saying(*lines: str) -> bytes:
    return changed(lambda document: [document.add_paragraph(line) for line in lines])


def with_member(name: str, replaced: Callable[[bytes], bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(template_of(KIND))) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for member in given.namelist():
            made.writestr(member, replaced(given.read(member)) if member == name else given.read(member))
    return out.getvalue()


def faults(content: bytes, kind: str = KIND) -> list[str]:
    with pytest.raises(ValidationError) as found:
        check(content, kind)
    return list(found.value.messages)


@pytest.mark.parametrize("kind", KINDS)
def test_the_built_in_template_as_word_says_the_same_as_the_built_in_text(kind: str) -> None:
    check(template_of(kind), kind)
    values = {name: plain(value) for name, value in examples(kind).items()}
    text, word = from_text(builtin(kind), values), from_word(template_of(kind), values)
    for name in ("organ", "number", "signer", "urgency", "title", "to", "attachments", "sender", "day", "remark", "cc", "printed_by", "printed_on", "seal",
                 "letter"):
        assert getattr(word, name) == getattr(text, name), name
    assert [(type(one), getattr(one, "text", ""), getattr(one, "rows", ())) for one in word.body] == [
        (type(one), getattr(one, "text", ""), getattr(one, "rows", ())) for one in text.body]


def test_every_field_of_every_kind_stands_in_its_text_or_in_every_document() -> None:
    for kind in KINDS:
        said = builtin(kind)
        text = said.title + said.to + said.remark + said.body
        assert [one.name for one in said.fields if one.name not in text] == []


def test_unknown_placeholders_are_named_with_where_they_stand_all_at_once() -> None:
    found = faults(saying("依据{{ 依据条文 }}办理。", "{%p for 人 in 名单 %}", "{{ 人.姓名 }}", "{%p endfor %}"))
    assert len(found) == 3
    assert found[0].startswith("没有“依据条文”这个字段：正文第 ")
    assert "段“依据{{ 依据条文 }}办理。”" in found[0]
    assert any(one.startswith("没有“名单”这个字段") for one in found)
    assert any(one.startswith("没有“人.姓名”") for one in found)


def test_a_column_that_a_list_does_not_have_is_named_with_those_it_has() -> None:
    lines = ("{%p for 人 in 被约谈人 %}", "{{ 人.电话 }}", "{%p endfor %}")
    content = changed(lambda document: [document.add_paragraph(line) for line in lines], "interview_notice")
    assert faults(content, "interview_notice")[0].startswith("没有“人.电话”；“被约谈人”有：姓名、职务：正文第")


def test_a_list_that_is_not_closed_is_said() -> None:
    assert "“for”有 2 处，“endfor”有 1 处，没有成对" in faults(saying("{%p for 行 in 附件 %}"))[0]


@pytest.mark.parametrize(("line", "words"), [
    ("单位{通报事项}。", "“{通报事项}”的花括号只有一层，印发时填不进去。请写成“{{ 通报事项 }}”；确实是正文的，请改用别的括号：在正文第"),
    ("单位{ 依据 。", "“{ 依据”的花括号只有一层"), ("单位依据}。", "的花括号只有一层"), ("{没有的字段}", "“{没有的字段}”的花括号只有一层"),
    ("{{ 依据 办理。", "“{{ 依据 办理。”没有写完，右边少“}}”"), ("{{ 依据 } 办理。", "“{{ 依据 } 办理。”没有写完，右边少“}}”"),
    ("依据 }} 办理。", "左边少“{{”"), ("{%p for 行 in 附件 ", "右边少“%}”"), ("｛｛ 依据 ｝｝办理。", "“{{ 依据 }}”的花括号是全角的"),
    ("{{ 依据 }}和{存在问题}", "“{存在问题}”的花括号只有一层")])
def test_what_was_meant_as_a_placeholder_and_is_none_is_named_with_its_remedy(line: str, words: str) -> None:
    found = faults(saying(line))
    assert len(found) == 1 and words in found[0], found


@pytest.mark.parametrize("line", ["集合{1，2，3}", "只有一个 { 的话", "只有一个 } 的话", "｛按《办法》办理｝", "{2026}年", "{ 请各单位抓紧落实，不得拖延。 }"])
def test_braces_that_are_plainly_text_stay(line: str) -> None:
    check(saying(line), KIND)


def test_wrong_braces_are_named_all_at_once_wherever_they_stand() -> None:
    def change(document: Any) -> None:
        document.add_paragraph("{依据}")
        document.sections[0].footer.add_paragraph("{文号}")
        document.add_table(1, 1).cell(0, 0).text = "{{ 存在问题"

    found = faults(changed(change))
    assert len(found) == 3 and sum("页脚" in one for one in found) == 1 and sum("正文第" in one for one in found) == 2, found


def test_a_placeholder_in_the_footer_is_found_too() -> None:
    content = changed(lambda document: document.sections[0].footer.add_paragraph("{{ 页码 }}"))
    assert "没有“页码”这个字段" in faults(content)[0]
    assert "页脚" in faults(content)[0]


@pytest.mark.parametrize("text", [
    "{{ ''.__class__.__mro__ }}", "{{ 情况.__class__ }}", "{{ 情况.upper() }}", "{{ 情况 * 999999999 }}", "{{ '9' * 10 ** 10 }}", "{{ range(10 ** 9) }}",
    "{% for a in range(1000000000) %}{% endfor %}", "{{ 情况|attr('__class__') }}", "{{ 情况|e }}", "{% set x = 1 %}", "{% macro m() %}{% endmacro %}",
    "{% include 'x' %}", "{% import 'os' as os %}", "{% for a in 附件 recursive %}{{ loop(附件) }}{% endfor %}", "{{ [1, 2] }}", "{{ self }}", "{{ cycler }}",
    "{% for a in 附件 %}{% for b in 附件 %}{% for c in 附件 %}x{% endfor %}{% endfor %}{% endfor %}", "{{ 情况['__class__'] }}", "{{ 情况[0] }}", "{{ _x }}",
])
def test_a_template_can_say_nothing_but_fields_lists_and_conditions(text: str) -> None:
    assert faults(saying(text))


@pytest.mark.parametrize("place", ["docProps/core.xml", "word/document.xml"])
def test_a_sum_is_refused_wherever_it_hides(place: str) -> None:
    mark, bomb = (b"</cp:coreProperties>", b"<dc:subject>{{ 'x' * 9999999999 }}</dc:subject></cp:coreProperties>") if place.startswith("docProps") else (
        "{{ 情况 }}".encode(), b"{{ 'x' * 9999999999 }}")
    assert faults(with_member(place, lambda content: content.replace(mark, bomb)))


@pytest.mark.parametrize(("member", "before", "after", "said"), [
    ("word/_rels/document.xml.rels", b"</Relationships>",
     b'<Relationship Id="r99" Type="image" Target="x.png" TargetMode="External"/></Relationships>', "指向外面"),
    ("word/document.xml", b"<w:sectPr", b'<w:p><w:r><w:instrText> INCLUDEPICTURE "x" </w:instrText></w:r></w:p><w:sectPr', "取外部内容的域"),
    ("word/document.xml", b"<w:sectPr", b"<w:altChunk/><w:sectPr", "嵌入的对象"),
])
def test_a_template_that_reaches_out_is_refused(member: str, before: bytes, after: bytes, said: str) -> None:
    assert any(said in one for one in faults(with_member(member, lambda content: content.replace(before, after, 1))))


def test_a_zip_bomb_a_macro_and_an_old_word_file_never_come_that_far(cast: Cast) -> None:
    client = cast.client("市安委办")
    bomb = with_member("word/document.xml", lambda content: content + b" " * 50_000_000)
    macro = with_member("[Content_Types].xml", lambda content: content.replace(b"wordprocessingml.document.main", b"ms-word.document.macroEnabled.main"))
    for content, said in ((bomb, "压缩炸弹"), (macro, "宏"), (b"%PDF-1.7", "损坏"), ("只是文字".encode(), "模板要用 Word 文档")):
        page = client.post(f"/papers/templates/qy/{KIND}/", {"file": SimpleUploadedFile("x.docx", content)})
        assert page.status_code == 422
        assert said in page.content.decode() or said == "损坏"
    assert Template.objects.count() == 0
    assert list(store.kept()) == []


def test_the_nearest_unit_up_the_tree_with_a_template_of_its_own_gives_it(cast: Cast) -> None:
    by, city, county, town = cast.account["市安委办"], cast.unit["清远"], cast.unit["英德"], cast.unit["望埠"]
    assert template_for(town, KIND) is None
    of_city = adopt(by, NOW, city, KIND, staged(saying("市里加的话。")))
    assert template_for(town, KIND) == of_city
    of_county = adopt(by, NOW, county, KIND, staged(saying("县里加的话。")))
    assert (template_for(town, KIND), template_for(cast.unit["太和"], KIND)) == (of_county, of_city)
    go_back(by, NOW, county, KIND)
    assert template_for(town, KIND) == of_city


def test_a_former_version_can_be_taken_up_again_and_none_is_overwritten(cast: Cast) -> None:
    by, unit = cast.account["市安委办"], cast.unit["清远"]
    first, second = (adopt(by, NOW, unit, KIND, staged(saying(text))) for text in ("第一版的话。", "第二版的话。"))
    third = restore(by, NOW, first)
    assert (second.version, third.version, third.restores, third.blob) == (2, 3, first, first.blob)
    assert template_for(unit, KIND) == third
    assert Template.objects.count() == 3
    assert Entry.objects.filter(verb="更换公文模板").count() == 3


def test_a_document_by_an_offices_own_template_keeps_its_word_and_is_typeset_from_it(cast: Cast) -> None:
    by, unit = cast.account["市安委办"], cast.unit["清远"]
    adopt(by, NOW, unit, KIND, staged(saying("本单位自己加的一段。")))
    said = examples(KIND) | {"文号": f"{series_of(unit, KIND)}〔2026〕1号", "情况": "甲<&>乙\n第二段{{ 不再展开 }}", "成文日期": "2026年11月23日"}
    made = issue_kind(by, NOW, KIND, ("interview", "1"), unit, said)
    assert made.template == Template.objects.get()
    lines = [line.text for line in Document(BytesIO(store.place(made.word.sha256).read_bytes())).paragraphs]
    assert "本单位自己加的一段。" in lines
    assert {"甲<&>乙", "第二段{{ 不再展开 }}"} <= set(lines)
    assert made.number is not None
    assert made.number.text in lines
    assert store.place(made.pdf.sha256).read_bytes() == pdf_of(draft(KIND, unit, said))


def test_the_page_checks_enables_and_shows_a_template(cast: Cast) -> None:
    client, at = cast.client("市安委办"), f"/papers/templates/qy/{KIND}/"
    assert "内置模板" in client.get(at).content.decode()
    refused = client.post(at, {"file": SimpleUploadedFile("x.docx", saying("{{ 没有的 }}"))})
    assert refused.status_code == 422
    assert "没有“没有的”这个字段" in refused.content.decode()
    assert client.post(at, {"file": SimpleUploadedFile("x.docx", saying("加一句。")), "note": "加了一句"}).status_code == 302
    page = client.get(at).content.decode()
    assert "加了一句" in page
    assert "自己的模板（第 1 版）" in page
    assert client.get(f"{at}example/1/").content.startswith(b"\x89PNG")
    assert client.get(f"{at}example/99/").status_code == 404
    assert client.get(f"{at}example/").content.startswith(b"%PDF-")
    assert client.get(f"{at}word/0/").content == template_of(KIND)
    for address in (f"{at}word/", f"{at}word/1/"):
        assert b"".join(client.get(address)).startswith(b"PK")
    client.post(f"{at}restore/0/")
    assert "现在用的是内置模板" in client.get(at).content.decode()
    client.post(f"{at}restore/1/")
    assert "自己的模板（第 3 版）" in client.get(at).content.decode()


def test_only_a_units_own_office_changes_its_templates(cast: Cast) -> None:
    assert cast.client("英德安委办").get(f"/papers/templates/qx/{KIND}/").status_code == 404
    assert cast.client("英德安委办").get(f"/papers/templates/wb/{KIND}/").status_code == 404
    assert cast.client("英德安委办").get(f"/papers/templates/yd/{KIND}/").status_code == 200
    assert cast.client("英德安委办").get("/papers/templates/yd/nonsense/").status_code == 404
    assert cast.client("应急局联络员").get("/papers/templates/").status_code == 403


def test_a_letterhead_counts_from_the_next_document_and_the_former_stays(cast: Cast) -> None:
    unit, client = cast.unit["清远"], cast.client("市安委办")
    assert letterhead_of(unit).code == "清远安委办"
    assert "发文代字只写字" in client.post("/papers/letterhead/qy/", {"organ": "某", "sender": "某", "code": "清安〔2026〕"}).content.decode()
    for code in ("清安委办", "清安办"):
        assert client.post("/papers/letterhead/qy/", {"organ": "清远市安委会办公室文件", "sender": "清远市安委会办公室", "code": code}).status_code == 302
    assert series_of(unit, KIND) == "清安办情"
    assert letterhead_of(unit).printed_by == "清远市安委会办公室"
    assert "清安委办" in client.get("/papers/letterhead/qy/").content.decode()
    with pytest.raises(ValidationError):
        set_letterhead(None, NOW, unit, organ="", sender="", code="")
    assert letterhead_of(unit).code == "清安办"
