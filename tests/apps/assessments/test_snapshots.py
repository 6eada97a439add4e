"""A snapshot gives its results again, byte for byte, whatever it holds; what differs between two is said by name."""

import json
from typing import Any

from hypothesis import given, settings

from anze.assessments.reckoning import Fact, Scheme
from anze.assessments.snapshots import canonical, differences, digest_of, holds, recompute, results
from tests.apps.assessments.test_reckoning import cases


def said_of(case: tuple[Scheme, dict[str, Fact]]) -> dict[str, Any]:
    """Return a scheme and facts as a snapshot states them, of one unit that is vetoed."""
    scheme, facts = case
    rows = [{"id": one.id, "name": one.id, "kind": one.kind, "rule": one.rule, "weight": str(one.weight), "each": str(one.each), "target": str(one.target)}
            for one in scheme.indicators]
    told = {name: {"absent": one.absent} if one.absent else {"good": one.good, "whole": one.whole, "given": str(one.given)} for name, one in facts.items()}
    said = {"units": [{"code": "yd", "name": "英德市"}], "facts": {"yd": told}, "vetoes": {"yd": [{"rule": "27.p3", "accidents": ["sg-1"], "why": "两起。"}]},
            "scheme": {"indicators": rows, "bonus_cap": str(scheme.bonus_cap), "deduction_cap": str(scheme.deduction_cap), "places": scheme.places,
                       "limits": [[grade, str(limit)] for grade, limit in scheme.limits], "vetoed_best": scheme.vetoed_best}}
    return said | {"results": results(said)}


@settings(max_examples=25, deadline=None)
@given(case=cases())
def test_results_are_the_same_again_byte_for_byte(case: tuple[Scheme, dict[str, Fact]]) -> None:
    text = canonical(said_of(case))
    assert canonical(json.loads(text)) == text and holds(text, digest_of(text))
    assert recompute(text).encode() == canonical(json.loads(text)["results"]).encode()
    turned = json.dumps(dict(reversed(list(json.loads(text).items()))), ensure_ascii=False)
    assert recompute(turned) == recompute(text)  # in whatever order it is read
    assert list(differences(json.loads(text), json.loads(text))) == []


def test_what_differs_is_said_with_the_names() -> None:
    fact: dict[str, Any] = {"good": 2, "whole": None, "good_ones": [["a", "甲事故"], ["b", "乙事故"]], "others": []}
    before: dict[str, Any] = {"units": [{"code": "yd", "name": "英德市"}], "scheme": {"indicators": [{"id": "z1", "name": "事故"}]},
                              "facts": {"yd": {"z1": fact}},
                              "vetoes": {"yd": [{"rule": "27.p3", "accidents": ["a"], "why": "原因。"}]},
                              "results": {"yd": {"total": "80.00", "grade": "good"}}}
    after = before | {"facts": {"yd": {"z1": fact | {"good": 1, "good_ones": [["b", "乙事故，改了名称"]]}}}, "vetoes": {"yd": []},
                      "results": {"yd": {"total": "90.00", "grade": "excellent"}}}
    assert list(differences(before, after)) == [
        "英德市“事故”：由2变为1（少了甲事故）。", "英德市：“一票否决”不再成立（原因。）", "英德市：总分由 80.00 变为 90.00。",
        "英德市：等次由“良好”变为“优秀”。"]
    renamed = before | {"facts": {"yd": {"z1": fact | {"good_ones": [["a", "别的写法"], ["b", "乙事故"]]}}}}
    assert list(differences(before, renamed)) == []  # another wording is no other fact
