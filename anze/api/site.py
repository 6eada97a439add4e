"""The API put together: its endpoints, its description (OpenAPI 3.1), how it says what is wrong."""

from collections.abc import Mapping
from typing import Any, Final

from django.http import Http404, HttpResponse, JsonResponse
from django.urls import Resolver404, URLResolver
from django.urls.resolvers import RegexPattern
from ninja import NinjaAPI
from ninja.errors import ValidationError
from ninja.renderers import JSONRenderer

from anze.api.endpoints import ROUTERS
from anze.api.problems import TYPE, Problem, fault, invalid, not_found, told
from anze.api.reads import NEVER

BASE: Final = "/api/v1/"
DESCRIBED: Final = "openapi.json"
ENDPOINTS: Final = "anze_api_endpoints"
TITLE: Final = "安责接口"
ABOUT: Final = (
    "只读。每个接口问的是同名页面的那些记录，看得到什么由账号的授权决定，令牌不多给一分。两个时点 as_of、known_at 与页面相同；列表每页 50 条。"
    f"接口里没有：{'、'.join(NEVER)}——这些只在页面上看，每次查阅都要登记。")
PROBLEMS: Final[Mapping[str, str]] = {"401": "没有登录，也没有有效的令牌", "403": "账号或者令牌没有这项权限", "404": "没有，或者不在查看范围内",
                                      "405": "接口只能读", "422": "请求里有写错的地方，逐项列出"}
PROBLEM: Final[Mapping[str, Any]] = {
    "type": "object", "title": "Problem", "description": "出错时的回答（RFC 9457）", "required": ["title", "status", "detail"], "properties": {
        "title": {"type": "string", "description": "出了什么错"}, "status": {"type": "integer"}, "detail": {"type": "string", "description": "怎么办"},
        "errors": {"type": "array", "items": {"type": "object", "required": ["in", "name", "detail"], "properties": {
            name: {"type": "string"} for name in ("in", "name", "detail")}}}}}
SCHEMES: Final[Mapping[str, Any]] = {
    "令牌": {"type": "http", "scheme": "bearer", "description": "本人账号 · 接口令牌"},
    "登录": {"type": "apiKey", "in": "cookie", "name": "sessionid", "description": "已在浏览器里登录"}}


class Plain(JSONRenderer):
    """Writes Chinese as Chinese."""

    def __init__(self) -> None:
        self.json_dumps_params = {"ensure_ascii": False}


api = NinjaAPI(renderer=Plain(), title=TITLE, version="1", description=ABOUT, openapi_url=None, docs_url=None, urls_namespace="api-v1")
for router in ROUTERS:
    api.add_router("", router)


@api.exception_handler(Problem)
def _problem(request: Any, said: Problem) -> HttpResponse:
    return said.answer()


@api.exception_handler(Http404)
def _not_found(request: Any, missing: Http404) -> HttpResponse:
    return not_found().answer()


@api.exception_handler(ValidationError)
def _invalid(request: Any, wrong: ValidationError) -> HttpResponse:
    return invalid(told(wrong.errors)).answer()


@api.exception_handler(Exception)
def _broken(request: Any, broken: Exception) -> HttpResponse:
    raise broken  # to the entrance, which writes it down


def _of_address(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what an address may bear: a value, or nothing at all; there is no null in it."""
    some = [one for one in schema.get("anyOf", ()) if one.get("type") != "null"]
    return {**{name: value for name, value in schema.items() if name not in {"anyOf", "title"}}, **(some[0] if some else {})}


def _described() -> dict[str, Any]:
    """Return the description of the API, with what every endpoint may answer besides."""
    found: dict[str, Any] = dict(api.get_openapi_schema(path_prefix=BASE))
    answer = {"content": {TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}}
    for path in found["paths"].values():
        for operation in path.values():
            operation["responses"] = {str(code): one for code, one in operation["responses"].items()} | {
                code: {"description": words, **answer} for code, words in PROBLEMS.items()}
            operation["security"] = [{name: []} for name in SCHEMES]
            operation["operationId"] = operation["operationId"].removeprefix(f"{ENDPOINTS}_")
            for parameter in operation.get("parameters", ()):
                parameter["schema"] = _of_address(parameter["schema"])
    found["components"]["schemas"]["Problem"] = PROBLEM
    found["components"]["securitySchemes"] = SCHEMES
    found["servers"] = [{"url": "/"}]
    return found


DESCRIPTION: Final = _described()
TAKEN: Final[Mapping[str, frozenset[str]]] = {
    path.removeprefix(BASE): frozenset(one["name"] for one in said["get"].get("parameters", ()) if one["in"] == "query")
    for path, said in DESCRIPTION["paths"].items()}
_resolver: Final = URLResolver(RegexPattern(r""), api.urls[0])


def answer(request: Any, rest: str) -> HttpResponse:
    """Return what an endpoint answers. Raises Problem where there is none, or it is asked what it does not take."""
    try:
        match = _resolver.resolve(rest)
    except Resolver404:
        raise not_found() from None
    unseen = [fault("query", name, "带有看不见的空字符，请删去。") for name, values in request.GET.lists() if any("\x00" in value for value in values)]
    route = str(match.route).replace("<", "{").replace(">", "}")
    unknown = [fault("query", name.replace("\x00", ""), "没有这个参数，请核对名称。") for name in request.GET if name not in TAKEN[route]]
    if unseen or unknown:
        raise invalid([*unseen, *unknown])
    if "\x00" in rest:
        raise not_found()
    method, request.method = request.method, "GET"  # HEAD is answered as GET; the server leaves the content out
    try:
        answered: HttpResponse = match.func(request, *match.args, **match.kwargs)
    finally:
        request.method = method
    return answered


def description() -> JsonResponse:
    """Return the description as a file."""
    return JsonResponse(DESCRIPTION, json_dumps_params={"ensure_ascii": False})
