import pytest

from anze.law.text.numerals import to_chinese, to_int


@pytest.mark.parametrize(("numeral", "value"), [
    ("一", 1), ("十", 10), ("十二", 12), ("二十", 20), ("一百零一", 101), ("一百二十", 120), ("一百三十九", 139), ("一千零一", 1001),
    ("一千一百一十九", 1119), ("一千二百六十", 1260), ("二〇二四", 2024), ("12", 12), ("１２", 12), ("①", 1), ("⑳", 20), ("二 十 一", 21),
    ("一万零三百", 10_300),
])
def test_a_numeral_has_its_value(numeral: str, value: int) -> None:
    assert to_int(numeral) == value


def test_every_number_of_an_article_is_read_back_as_it_was_written() -> None:
    assert [to_int(to_chinese(n)) for n in range(1, 20_000)] == list(range(1, 20_000))


def test_ten_is_written_without_a_leading_one() -> None:
    assert [to_chinese(n) for n in (10, 12, 110, 1260)] == ["十", "十二", "一百一十", "一千二百六十"]


@pytest.mark.parametrize("wrong", ["", "甲", "十甲"])
def test_what_is_no_numeral_is_an_error(wrong: str) -> None:
    with pytest.raises(ValueError, match=f"^{wrong}$"):
        to_int(wrong)
