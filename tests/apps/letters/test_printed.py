"""The code that is printed on a letter: what a hand may do to it, and what it may never do."""

import pytest

from anze.letters.printed import code_in, code_of

CODE = code_of(2026, 17)


def test_a_code_is_read_however_it_was_typed() -> None:
    assert "ZR2026-0017-" + CODE[-1] == CODE
    for typed in (CODE, CODE.lower(), CODE.replace("-", ""), f" {CODE} ", CODE.replace("-", "－"), CODE.replace("0", "O"), CODE.replace("1", "l"),
                  "ＺＲ" + CODE[2:]):
        assert code_in(typed) == CODE, typed
    assert code_in(code_of(2026, 123456)) == code_of(2026, 123456)


def test_no_single_wrong_digit_finds_another_letter() -> None:
    digits = [place for place, character in enumerate(CODE) if character.isdigit()]
    for place in digits:
        for digit in set("0123456789") - {CODE[place]}:
            assert code_in(CODE[:place] + digit + CODE[place + 1:]) is None


@pytest.mark.parametrize("text", ["", "ZR2026-0017", "2026-0017-8", "ZR2026-0017-88-1", "example/ZR", "ZR20260017x", "X" * 300])
def test_what_is_no_code_is_none(text: str) -> None:
    assert code_in(text) is None
