"""The page that explains the API, drawn from its own description."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from anze.access.guard import needs

KINDS: Final[Mapping[str, str]] = {"string": "文字", "integer": "整数", "number": "数", "boolean": "true 或 false", "array": "列表", "object": "对象",
                                   "null": "空", "date": "日期", "date-time": "时间"}


@needs("signed_in")
@require_safe
def explained(request: Any) -> HttpResponse:
    """Show every endpoint with what it takes and what it answers."""
    from anze.api.site import BASE, DESCRIBED, DESCRIPTION, PROBLEMS  # noqa: PLC0415 — loaded with the first that asks, see entrance

    groups: dict[str, list[dict[str, Any]]] = {}
    for address, path in DESCRIPTION["paths"].items():
        said = path["get"]
        answered = said["responses"]["200"]["content"]["application/json"]["schema"]
        groups.setdefault(said["tags"][0], []).append({
            "address": address, "summary": said["summary"], "takes": [_parameter(one) for one in said.get("parameters", ())],
            "gives": list(_fields(answered, DESCRIPTION["components"]["schemas"]))})
    return render(request, "api/docs.html", {"groups": groups, "about": DESCRIPTION["info"]["description"], "described": f"{BASE}{DESCRIBED}",
                                             "problems": PROBLEMS})


def _parameter(one: Mapping[str, Any]) -> dict[str, Any]:
    schema = one["schema"]
    return {"name": one["name"], "kind": _kind(schema), "words": one.get("description") or schema.get("description", ""), "must": one.get("required", False)}


def _fields(schema: Mapping[str, Any], known: Mapping[str, Any], depth: int = 0) -> Iterator[dict[str, Any]]:
    """Yield the fields of an answer, those of records inside it below them."""
    for name, one in _meant(schema, known).get("properties", {}).items():
        yield {"name": name, "kind": _kind(one), "words": one.get("description", ""), "depth": depth}
        inner = _meant(one.get("items", one), known)
        if inner.get("properties") and depth < 3:
            yield from _fields(inner, known, depth + 1)


def _meant(schema: Mapping[str, Any], known: Mapping[str, Any]) -> Mapping[str, Any]:
    found: Mapping[str, Any] = known[schema["$ref"].rsplit("/", 1)[1]] if "$ref" in schema else schema
    return found


def _kind(schema: Mapping[str, Any]) -> str:
    """Return what a value is, in words; the codes to choose from where there are any."""
    if "anyOf" in schema:
        return "，或者".join(dict.fromkeys(_kind(one) for one in schema["anyOf"]))
    if "enum" in schema or "const" in schema:
        return "、".join(str(one) or "（空）" for one in schema.get("enum", [schema.get("const")]))
    return KINDS.get(schema.get("format", ""), KINDS.get(schema.get("type", "object"), "对象"))
