"""What went wrong, as a program reads it and a person understands it (RFC 9457): `title` says what, `detail` what to do."""

from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any, Final

from django.http import JsonResponse

TYPE: Final = "application/problem+json"
WHERE: Final = {"query": "参数", "path": "地址"}
# What pydantic calls a fault → what is wrong and what to do; {…} are the limits it names.
SAID: Final[Mapping[str, str]] = {
    "literal_error": "只能是 {expected} 之一，请从中选择。", "date_from_datetime_parsing": "日期写得不对，请写成 2026-11-25 这样。",
    "date_parsing": "日期写得不对，请写成 2026-11-25 这样。", "date_from_datetime_inexact": "日期写得不对，请写成 2026-11-25 这样。",
    "date_type": "日期写得不对，请写成 2026-11-25 这样。",
    "int_parsing": "请写整数，例如 1。", "int_from_float": "请写整数，例如 1。", "int_parsing_size": "数太大，请改小。", "int_type": "请写整数，例如 1。",
    "bool_parsing": "只能是 true 或者 false。", "bool_type": "只能是 true 或者 false。", "missing": "没有写，请补上。",
    "greater_than_equal": "最小是 {ge}，请改大。", "less_than_equal": "最大是 {le}，请改小。", "string_too_long": "最多 {max_length} 个字，请缩短。",
    "string_pattern_mismatch": "写法不对，请照接口说明里的格式写。", "string_too_short": "没有写，请补上。",
}


class Problem(Exception):  # noqa: N818 — it is an answer, not a fault of ours
    """An answer that says why not. `faults`: each wrong value with its place and the remedy, all of them at once."""

    def __init__(self, status: HTTPStatus, title: str, detail: str, faults: Iterable[Mapping[str, str]] = ()) -> None:
        super().__init__(title)
        self.status, self.title, self.detail, self.faults = status, title, detail, list(faults)

    def answer(self) -> JsonResponse:
        """Return it as a response."""
        said: dict[str, Any] = {"title": self.title, "status": int(self.status), "detail": self.detail}
        response = JsonResponse(said | ({"errors": self.faults} if self.faults else {}), status=self.status, content_type=TYPE,
                                json_dumps_params={"ensure_ascii": False})
        response["Cache-Control"] = "no-store"
        if self.status == HTTPStatus.UNAUTHORIZED:
            response["WWW-Authenticate"] = "Bearer"
        if self.status == HTTPStatus.METHOD_NOT_ALLOWED:
            response["Allow"] = "GET, HEAD"
        return response


def not_found() -> Problem:
    """Return the answer for a record that is not there and for one out of reach: nothing tells the two apart."""
    return Problem(HTTPStatus.NOT_FOUND, "没有找到", "没有这条记录或者这个地址，也可能不在您的查看范围内。请核对编号和地址。")


def read_only() -> Problem:
    """Return the answer to whoever would change something."""
    return Problem(HTTPStatus.METHOD_NOT_ALLOWED, "接口只能读", "请用 GET。登记、修改请到网页上办。")


def our_fault() -> Problem:
    """Return the answer where something broke."""
    return Problem(HTTPStatus.INTERNAL_SERVER_ERROR, "系统出了故障", "请稍后再试；仍不行的，把时间和请求的地址告诉系统管理员。")


def nobody() -> Problem:
    """Return the answer to whoever is not known, whatever the reason."""
    return Problem(HTTPStatus.UNAUTHORIZED, "没有登录，也没有有效的接口令牌",
                   "请登录后再打开；程序请在请求头写 Authorization: Bearer 加令牌。令牌在“本人账号”的“接口令牌”里生成，只显示一次，到期、撤销后要重新生成。")


def invalid(faults: Iterable[Mapping[str, str]]) -> Problem:
    """Return the answer to a request whose values are wrong."""
    return Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "请求里有写错的地方", "请照 errors 逐项改正，再请求一次。", faults)


def fault(place: str, name: str, said: str) -> dict[str, str]:
    """Return one wrong value: where it stands, its name, what is wrong with the remedy."""
    return {"in": WHERE.get(place, place), "name": name, "detail": said}


def told(found: Iterable[Mapping[str, Any]]) -> list[dict[str, str]]:
    """Return what the library found wrong, in Chinese."""
    return [fault(str(one["loc"][0]), str(one["loc"][-1]), _sentence(one)) for one in found]


def _sentence(one: Mapping[str, Any]) -> str:
    if one["type"] == "value_error":
        return str(one.get("ctx", {}).get("error", "")) or "写得不对，请照接口说明改。"
    limits = {name: str(value).replace(" or ", "、").replace("'", "") for name, value in one.get("ctx", {}).items()}
    return SAID.get(one["type"], "写得不对，请照接口说明改。").format_map(limits)
