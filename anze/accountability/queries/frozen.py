"""A decision as it was drafted stays so: its words, and what they rest on. What changed of that since is named, so that nobody approves or serves what
the case does not say any more (第三十二条)."""

import hashlib
import json
from typing import Final

from anze.accountability.codes import EVIDENCE, SHARES
from anze.accountability.models import Circumstance, Concerned, Decision, Evidence, Fact
from anze.accountability.queries.listed import facts_of
from anze.documents.official import in_words
from anze.law.provisions import provision_label

SHORT: Final = 60  # of a text, where it is only named
FACT, PROOF, WEIGHED, SHARE, TEST = "事实", "证据", "情节", "责任", "检验结果"
UNFROZEN: Final = "这份决定是本系统更新以前拟定的，正文没有固定下来。"
Rest = tuple[str, str, str]  # what it is, all that it says, how it is called


def digest_of_text(decision: Decision) -> str:
    """Return the digest of the words of a decision as they were drafted: what the approver says that he read."""
    return hashlib.sha256(decision.text.encode()).hexdigest()


def resting(one: Concerned) -> str:
    """Return on what a decision about a person rests now, to be kept with its draft (JSON)."""
    return json.dumps(sorted({*_rests(one), *_loose(one)}), ensure_ascii=False)


def changed(decision: Decision) -> list[str]:
    """Return in a sentence each what changed since a decision was drafted of what it rests on; a fact entered again word for word, with its evidence, is no
    change."""
    if not decision.text:
        return [UNFROZEN]
    one = decision.concerned
    before: set[Rest] = {(what, said, name) for what, said, name in json.loads(decision.rests)}
    now = {*_rests(one), *_loose(one)}
    all_there = now | {_piece(each) for each in _pieces(one)}  # a piece about the whole case that came to serve another is not gone
    new, gone = sorted(now - before), sorted(before - all_there)
    single = {what: name for what, _, name in new if what in {SHARE, TEST}}
    return [*(f"拟定以后{what}有变化，现在是“{name}”。" for what, name in single.items()),
            *(f"拟定以后登记了{what}：{name}" for what, _, name in new if what not in single),
            *(f"拟定以后撤下了{what}：{name}" for what, _, name in gone if what not in {SHARE, TEST})]


def _rests(one: Concerned) -> list[Rest]:
    """Return the facts about a person, the circumstances, the evidence of both, his share, the last test."""
    pieces, found = _pieces(one), [*map(_fact, facts := facts_of(one))]
    found += [_piece(piece) for piece in pieces if piece.fact_id in {fact.pk for fact in facts}]
    found += [_circumstance(row) for row in one.circumstances.current().order_by("pk")]
    found.append((SHARE, one.share, SHARES[one.share]))
    if test := one.tests.order_by("-pk").first():
        found.append((TEST, f"{test.exempt}{test.result}", "符合全面履职的事实条件" if test.exempt else "有未做到的事项"))
    return found


def _loose(one: Concerned) -> list[Rest]:
    """Return the evidence about the whole case: all but what supports only circumstances of others."""
    others = set(Circumstance.objects.filter(concerned__case=one.case_id).exclude(concerned=one).values_list("evidence", flat=True))
    own = set(one.circumstances.current().values_list("evidence", flat=True))
    return [_piece(piece) for piece in _pieces(one) if piece.fact_id is None and (piece.pk in own or piece.pk not in others)]


def _pieces(one: Concerned) -> list[Evidence]:
    rows = Evidence.objects.current().filter(case=one.case_id).exclude(file__struck_at__isnull=False)
    return list(rows.select_related("fact", "file__blob").order_by("pk"))


def rest_of(row: Fact | Evidence | Circumstance) -> Rest:
    """Return what a row is called and says among what a decision rests on."""
    return _fact(row) if isinstance(row, Fact) else _piece(row) if isinstance(row, Evidence) else _circumstance(row)


def _fact(fact: Fact) -> Rest:
    return FACT, f"{fact.date}{fact.rules}：{fact.text}", f"{in_words(fact.date)}，{short(fact.text)}"


def _piece(piece: Evidence) -> Rest:
    where = piece.file.blob.sha256 if piece.file else piece.place
    about = _fact(piece.fact)[1] if piece.fact else ""
    return PROOF, f"{piece.kind}{where}：{piece.text}（{about}）", f"{EVIDENCE[piece.kind]}，{short(piece.text)}"


def _circumstance(row: Circumstance) -> Rest:
    proof = sorted(_piece(piece)[1] for piece in row.evidence.select_related("fact", "file__blob"))
    said = f"{row.rule}{row.date}：{row.text}（{'、'.join(proof)}）"
    return WEIGHED, said, f"{provision_label(row.rule)}，{in_words(row.date)}，{short(row.text)}"


def short(text: str) -> str:
    """Return the beginning of a text on one line: enough to tell which is meant."""
    words = " ".join(text.split())
    return words if len(words) <= SHORT else f"{words[:SHORT]}……"
