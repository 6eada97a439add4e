"""What the documents of an assessment say: the scheme, each unit's draft, the bulletin; the fields with which the office's templates are filled."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from anze.access.rights import Rights
from anze.acts.pack import pack_in_force
from anze.assessments.codes import GROUPS
from anze.assessments.models import Assessment, Snapshot
from anze.assessments.queries.covering import covered_units
from anze.assessments.queries.standing import result_of
from anze.assessments.queries.wording import fact_words, general_words, number, rule_words, source_words
from anze.documents.official import in_words
from anze.duties.naming import accidents_in, with_names
from anze.duties.sources import told
from anze.law.codes import ASSESSMENT_GRADES
from anze.papers.models import Issued
from anze.people.models import Unit

OBJECT: Final = "assessment"
KINDS: Final[Mapping[str, str]] = {"scheme": "assessment_scheme", "draft": "assessment_draft", "result": "assessment_result"}
LABELS: Final[Mapping[str, str]] = {"scheme": "考核方案", "draft": "初步结果告知书", "result": "考核结果通报"}


def basis() -> str:
    """Return the provision as a document cites it."""
    pack = pack_in_force()
    return f"《{pack.title}》{pack.label('20.p1')}"


def _addressed(assessment: Assessment) -> str:
    return "，".join(f"{one.name}党委、政府" if assessment.group == "below" else one.name for one in covered_units(assessment))


def scheme_fields(assessment: Assessment) -> dict[str, Any]:
    """Return the fields of the document by which a scheme is issued."""
    rows = list(assessment.indicators.current())
    scored = [{"序号": place, "指标": one.name, "分值": number(one.weight), "数据来源": source_words(one), "计分办法": rule_words(one)}
              for place, one in enumerate((one for one in rows if one.kind == "score"), 1)]
    beside = [{"指标": one.name, "性质": one.get_kind_display(), "办法": rule_words(one)} for one in rows if one.kind != "score"]
    return {"年度": str(assessment.year), "考核对象": GROUPS[assessment.group], "发往单位": _addressed(assessment), "依据": basis(), "计分指标": scored,
            "加减分": beside, "计分口径": "\n".join(general_words(assessment)), "数据截止日": in_words(assessment.as_of),
            "自评截止日": in_words(assessment.self_due)}


def draft_fields(assessment: Assessment, said: Mapping[str, Any], unit: Unit, until: date, rights: Rights | None,
                 instead: date | None = None) -> dict[str, Any]:
    """Return the fields of a unit's own draft result: its scores, vetoes and until when it may object; `instead` of which day's.

    Accidents are named as far as whoever has it made may see them; no rights: by their numbers.
    """
    result = said["results"][unit.code]
    rows = [{"指标": one["name"], "分值": result["indicators"][one["id"]]["weight"] or "不计", "情况": fact_words(said["facts"][unit.code][one["id"]]),
             "得分": _signed(one["kind"], result["indicators"][one["id"]]["points"])} for one in said["scheme"]["indicators"]]
    reasons = [one["why"] for one in said["vetoes"][unit.code]]
    names = told("accidents", [code for one in reasons for code in accidents_in(one)], rights) if reasons and rights else {}
    vetoes = "\n".join(with_names(one, lambda code: names[code].label if code in names else code) for one in reasons)
    return {"年度": str(assessment.year), "被考核单位": unit.name, "依据": basis(), "得分情况": rows, "总分": result["total"],
            "等次": ASSESSMENT_GRADES[result["grade"]], "否决": vetoes, "代替": in_words(instead) if instead else "", "异议截止日": in_words(until),
            "数据截止日": in_words(date.fromisoformat(said["as_of"])),
            "否决截至日": in_words(date.fromisoformat(said.get("vetoes_as_of", said["as_of"])))}


def _signed(kind: str, points: str | None) -> str:
    if points is None:
        return "—"
    return points if kind == "score" else f"{'+' if kind == 'bonus' else '-'}{points}"


def result_fields(assessment: Assessment, snapshot: Snapshot) -> dict[str, Any]:
    """Return the fields of the bulletin: every unit in the order of the tree, no order by score."""
    said = result_of(snapshot)
    rows = [{"单位": one["name"], "得分": said["results"][one["code"]]["total"], "等次": ASSESSMENT_GRADES[said["results"][one["code"]]["grade"]],
             "一票否决": "是" if said["results"][one["code"]]["vetoed"] else ""} for one in said["units"]]
    approvals = "、".join(f"{one.on.year}年{one.on.month}月{one.on.day}日{one.get_body_display().removesuffix('审定')}"
                         for one in assessment.approvals.current().order_by("on", "pk"))
    return {"年度": str(assessment.year), "考核对象": GROUPS[assessment.group], "发往单位": _addressed(assessment), "依据": basis(), "审定": approvals,
            "结果": rows,
            "摘要": snapshot.digest}


def issued_of(assessment: Assessment, units: list[Unit], whole: bool) -> list[Issued]:
    """Return what was issued about an assessment, first to last: the scheme and the bulletin, of drafts those of the units that are seen."""
    wanted = [assessment.uid, *([f"{assessment.uid}~{one.code}" for one in units])]
    found = Issued.objects.filter(object_type=OBJECT, object_id__in=wanted).select_related("number__series").order_by("pk")
    return [one for one in found if whole or one.object_id != assessment.uid or one.kind != KINDS["draft"]]
