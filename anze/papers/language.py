"""The language of templates: names in double braces, lists gone through, conditions. Nothing else can be said in it, so nothing else can happen."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from jinja2 import nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from anze.documents.official import in_words
from anze.documents.paper import printable
from anze.people.moment import day_of

DEEPEST: Final = 2  # lists within lists
ALLOWED: Final = (nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.For, nodes.If, nodes.Const, nodes.Not, nodes.And, nodes.Or,
                  nodes.Compare, nodes.Operand)


def environment(*, escaped: bool) -> ImmutableSandboxedEnvironment:
    """Return an environment without functions, filters and tests; `escaped` for texts that become XML."""
    made = ImmutableSandboxedEnvironment(autoescape=escaped, keep_trailing_newline=True)
    for table in (made.globals, made.filters, made.tests):
        table.clear()
    if escaped:
        from markupsafe import escape  # noqa: PLC0415

        made.filters["e"] = escape
    return made


def plain(value: Any) -> Any:
    """Return a value of a field as templates get it: text without control characters, days in words, lists of the same."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return in_words(day_of(value))
    if isinstance(value, date):
        return in_words(value)
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return printable(str(value)).replace("\r\n", "\n").replace("\r", "\n").replace("\f", "").replace("\x0b", "")
