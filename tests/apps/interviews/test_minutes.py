"""The minutes of an interview: who took part and who did not come, what was pointed out, in an official's numbering."""

from anze.documents.official import Text, bracketed
from anze.interviews.queries.papers import drafted
from tests.apps.accidents.telling import at
from tests.apps.interviews.telling import held, two_falls
from tests.cast import Cast


def test_who_did_not_come_is_no_participant_and_no_deadline_is_spoken_of_that_is_not_given(cast: Cast) -> None:
    two_falls(cast)
    found = held(cast, came="absent")
    names = [one.name for one in found.interviewees.current().order_by("pk")]
    said = drafted(found, "minutes", at("2026-06-19"))
    lines = [block.text for block in said.body if isinstance(block, Text)]
    [absent] = [line for line in lines if line.startswith("未到会：")]
    assert names and all(name in absent for name in names)
    assert not any(name in repr(said.body).replace(absent, "") for name in names)
    assert not any("上述时限" in line for line in lines)


def test_who_came_stands_among_the_participants_and_points_are_numbered_in_chinese(cast: Cast) -> None:
    two_falls(cast)
    said = drafted(held(cast), "minutes", at("2026-06-19"))
    lines = [block.text for block in said.body if isinstance(block, Text)]
    assert not any("未到会" in line for line in lines)
    assert "本人到会" in repr(said.body)
    assert {"（一）高处作业没有防护。", "（二）排查走过场。", "（一）六月底前完成专项排查。"} <= set(lines)


def test_numbers_of_the_second_level_are_chinese() -> None:
    assert [bracketed(number) for number in (1, 10, 12, 20, 35)] == ["（一）", "（十）", "（十二）", "（二十）", "（三十五）"]
