"""A duty report as a page and as Word shows it: each sentence with the pages of what it rests on."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.urls import reverse

from anze.access.rights import Rights
from anze.acts.models import Act
from anze.documents.paper import Paper
from anze.duties.sources import told
from anze.law.findings import in_words
from anze.law.provisions import chinese_number
from anze.people.models import Officer
from anze.yearly.models import DutyReport

Shown = list[tuple[str, list[tuple[str, str, list[tuple[str, str]]]]]]  # heading, its sentences: text, provision, links (words, address)


def addressed(body: Mapping[str, Any], rights: Rights) -> Shown:
    """Return the parts of a report with the addresses of what its sentences rest on; none where the reader may not open it."""
    wanted: dict[str, set[str]] = {}
    for part in body["parts"]:
        for sentence in part["sentences"]:
            for basis in sentence["bases"]:
                wanted.setdefault(basis["list"], set()).add(basis["id"])
    where: dict[tuple[str, str], str] = {}
    acts = wanted.pop("acts", set())
    for uid in Act.objects.visible_to(rights).filter(uid__in=acts).values_list("uid", flat=True) if acts else ():
        where["acts", uid] = reverse("acts:detail", args=(uid,))
    if rights.may("board.view"):
        where |= {("cells", one): f"{reverse('duties:cell')}?{one}" for one in wanted.pop("cells", ())}
        where |= {("people", one): reverse("duties:person", args=(one,)) for one in wanted.pop("people", ())}
    for name, ids in wanted.items():
        where |= {(name, one): found.address for one, found in told(name, ids, rights).items()}
    return [(part["title"], [(sentence["text"], sentence["provision"], [(basis["label"], where.get((basis["list"], basis["id"]), ""))
                                                                       for basis in sentence["bases"]]) for sentence in part["sentences"]])
            for part in body["parts"]]


def report_word(officer: Officer, year: int, body: Mapping[str, Any], signed: DutyReport | None, shown: Shown, absolute: Callable[[str], str],
                today: date, home: str) -> bytes:
    """Return the report as Word: headings, sentences that link to their acts, the person's own words, signature and digest."""
    paper = Paper(f"{year}年度履行安全生产工作职责述职报告", about=officer.name)
    number = 0
    for number, (title, sentences) in enumerate(shown, 1):
        paper.heading(f"{chinese_number(number)}、{title}")
        for text, _, links in sentences:
            paper.linked(text, [(words, absolute(address) if address else "") for words, address in links])
    for title, text in (("存在的问题和原因", body["shortcomings"]), ("改进措施", body["plans"])):
        number += 1
        paper.heading(f"{chinese_number(number)}、{title}").paragraph(text or ("（没有填写）" if signed else "（由本人填写）"))
    paper.signature(officer.name, in_words(signed.on) if signed and signed.on else "")
    if signed and signed.act:
        paper.note(f"本人已签署，履职记录回执号 {signed.act.uid}；内容摘要（SHA-256）{signed.digest}。")
    else:
        paper.note(f"草稿：由 {absolute(home)} 按截至{in_words(today)}在案的记录生成，未经本人签署。")
    return paper.save()
