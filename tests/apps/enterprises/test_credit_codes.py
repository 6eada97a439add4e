"""统一社会信用代码, GB 32100-2015."""

import pytest

from anze.enterprises.credit import check_character, tidy, what_is_wrong


@pytest.mark.parametrize("code", ["91350100M000100Y43", "91110000600037341L"])
def test_codes_printed_in_the_standard_and_in_use_are_right(code: str) -> None:
    """The first stands as an example in GB 32100-2015."""
    assert what_is_wrong(code) == ""


def test_one_wrong_character_is_found_wherever_it_stands() -> None:
    code = "91350100M000100Y43"
    for place in range(17):
        other = "1" if code[place] != "1" else "2"
        assert "校验位不对" in what_is_wrong(code[:place] + other + code[place + 1:])


def test_a_code_of_another_length_says_how_long_it_is() -> None:
    assert "这里是 17 位" in what_is_wrong("91350100M000100Y4")
    assert "这里是 19 位" in what_is_wrong("91350100M000100Y430")


def test_letters_that_the_standard_does_not_use_are_named() -> None:
    assert "“O、S”" in what_is_wrong("9135O100M000100YS3")


def test_white_space_and_small_letters_are_taken() -> None:
    assert tidy(" 91350100 m000100y43 ") == "91350100M000100Y43"


def test_the_last_character_follows_from_the_others() -> None:
    assert check_character("91350100M000100Y4") == "3"
