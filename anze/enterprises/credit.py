"""统一社会信用代码, GB 32100-2015: eighteen characters, the last of which checks the others."""

from typing import Final

LENGTH: Final = 18
ALPHABET: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # without I O S V Z, as the standard has it
_WEIGHTS: Final = tuple(pow(3, place, 31) for place in range(LENGTH - 1))


def check_character(body: str) -> str:
    """Return the eighteenth character of the first seventeen. Raises ValueError for one that is not of the alphabet."""
    total = sum(ALPHABET.index(one) * weight for one, weight in zip(body, _WEIGHTS, strict=True))
    return ALPHABET[-total % 31]


def tidy(text: str) -> str:
    """Return a code as it is kept: capitals, without white space."""
    return "".join(text.split()).upper()


def what_is_wrong(code: str) -> str:
    """Return why a code is none, with the remedy; empty for a right one."""
    if len(code) != LENGTH:
        return f"统一社会信用代码应是 {LENGTH} 位，这里是 {len(code)} 位。请对照营业执照改正；没有的不填。"
    strange = sorted({one for one in code if one not in ALPHABET})
    if strange:
        return f"统一社会信用代码里不会有“{'、'.join(strange)}”（不用 I、O、S、V、Z）。请对照营业执照改正。"
    if check_character(code[:-1]) != code[-1]:
        return "统一社会信用代码的校验位不对，至少有一位抄错了。请对照营业执照逐位核对。"
    return ""
