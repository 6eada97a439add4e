"""The language of templates: names in double braces, lists gone through, conditions. Nothing else can be said in it, so nothing else can happen."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from jinja2 import TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from anze.documents.official import in_words
from anze.documents.paper import printable
from anze.people.moment import day_of

DEEPEST: Final = 2  # lists within lists
SAYABLE: Final = "模板里只能写字段名、列表（for）和条件（if），不能写计算、函数和别的程序"
ALLOWED: Final = (nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.For, nodes.If, nodes.Const, nodes.Not, nodes.And, nodes.Or,
                  nodes.Compare, nodes.Operand)


class Language(ImmutableSandboxedEnvironment):
    """A sandbox without functions, filters and tests, in which nothing but the language above is ever compiled."""

    def __init__(self, *, escaped: bool) -> None:
        super().__init__(autoescape=escaped, keep_trailing_newline=True)
        for table in (self.globals, self.filters, self.tests):
            table.clear()

    def _generate(self, source: nodes.Template, *args: Any, **kwargs: Any) -> str:
        refuse_other(source)
        return super()._generate(source, *args, **kwargs)


def environment(*, escaped: bool) -> Language:
    """Return the language; `escaped` for texts that become XML."""
    return Language(escaped=escaped)


def refuse_other(tree: nodes.Node, depth: int = 0) -> None:
    """Raise TemplateSyntaxError for anything that is not in the language: calls, sums, filters, names of the machine's own, too many lists in lists."""
    if not isinstance(tree, ALLOWED):
        raise TemplateSyntaxError(SAYABLE, getattr(tree, "lineno", 1))
    if isinstance(tree, nodes.Getattr | nodes.Name) and (tree.attr if isinstance(tree, nodes.Getattr) else tree.name).startswith("_"):
        raise TemplateSyntaxError(SAYABLE, tree.lineno)
    if isinstance(tree, nodes.For):
        depth += 1
        if depth > DEEPEST or tree.recursive or not isinstance(tree.iter, nodes.Name | nodes.Getattr):
            raise TemplateSyntaxError(SAYABLE, tree.lineno)
    for child in tree.iter_child_nodes():
        refuse_other(child, depth)


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
