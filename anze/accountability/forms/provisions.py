"""A field for provisions of the regulation, several beside each other: picked from a list that a browser searches by words, or typed as “第八条第三项”
or 8.3."""

import re
from collections.abc import Container
from typing import Any, Final

from django import forms
from django.utils.datastructures import MultiValueDict

from anze.accountability.forms.base import Typed
from anze.accountability.queries.law import known_rules, provision_texts, provision_words
from anze.law.provisions import provisions_named

ROOMS: Final = 3
BEGINNING: Final = 20  # characters of a provision's own words in a suggestion
SEVERAL: Final = 15  # to choose from at most
_BETWEEN: Final = re.compile(r"[、，,;；]\s*|\s+(?=第?[零一二三四五六七八九十百\d]+[条.])")

_NUMBERED: Final = re.compile(r"第|[\dA-Za-z]")


class ProvisionsWidget(forms.MultiWidget):
    """Some inputs with one list of suggestions behind them: each provision by its name and its words."""

    template_name = "accountability/provisions.html"

    def __init__(self) -> None:
        super().__init__([forms.TextInput(attrs={"autocomplete": "off"}) for _ in range(ROOMS)])

    def decompress(self, value: Any) -> list[str]:
        """Return what stands in each input."""
        found = str(value or "").split()
        return [*found, *[""] * (ROOMS - len(found))]

    def searched(self, data: Any, name: str) -> dict[str, dict[str, str]]:
        """Return what was typed that names no provision but stands in the words of some, each with those (id → name and words)."""
        typed = [part.strip() for value in self.value_from_datadict(data, MultiValueDict(), name) for part in _parts(value or "")]
        return {words: fits for words in dict.fromkeys(typed) if not _named(words) and (fits := _fitting(words))}

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add the suggestions, and what tells the inputs apart for who does not see them."""
        found = super().get_context(name, value, attrs)
        place = f"{found['widget']['attrs'].get('id', name)}_list"
        found["suggestions"], found["place"] = list(map(_short, provision_words().values())), place
        for number, each in enumerate(found["widget"]["subwidgets"], 1):
            each["attrs"] |= {"list": place, "aria-label": f"第{number}条条文"}
        return found


class ProvisionsField(forms.MultiValueField):
    """Gives the ids of provisions with spaces between. Raises ValidationError for what names none."""

    widget = ProvisionsWidget
    searched: Container[str] = ()  # typed words that are asked about in another field

    def __init__(self, **more: Any) -> None:
        super().__init__([Typed(required=False, longest=400) for _ in range(ROOMS)], require_all_fields=False, required=False, **more)

    def compress(self, values: list[str]) -> str:
        """Return the ids of what was typed, each once."""
        found: list[str] = []
        for typed in values or []:
            found += [_found(words) for words in _parts(typed) if words not in self.searched]
        return " ".join(dict.fromkeys(found))


def _parts(typed: str) -> list[str]:
    """Return what was typed in one input, provision by provision; behind the wide space stand a suggestion's own words."""
    return [words.strip() for words in _BETWEEN.split(typed.partition("　")[0]) if words.strip()]


def _named(words: str) -> list[str]:
    return [one for one in provisions_named(words) if one in known_rules()]


def _fitting(words: str) -> dict[str, str]:
    """Return the provisions in whose text all of some words stand, or else the longest run of their characters that stands in some (带队督查: 督查), each
    with the passage; none where they are too many to choose from, and none for what is written as a number."""
    if _NUMBERED.match(words):
        return {}
    texts = provision_texts()
    if found := [rule for rule, said in texts.items() if all(part in said for part in words.split())]:
        return _passages(found, words.split(maxsplit=1)[0])
    for length in range(len(words) - 1, 1, -1):
        runs = [run for at in range(len(words) - length + 1) if (run := words[at:at + length]).isalpha()]
        if found := [rule for rule, said in texts.items() if any(run in said for run in runs)]:
            return _passages(found, *runs)
    return {}


def _passages(rules: list[str], *runs: str) -> dict[str, str]:
    """Return provisions by their name and the passage in which some words stand; none where they are too many to choose from."""
    return {rule: _passage(rule, runs) for rule in rules} if len(rules) <= SEVERAL else {}


def _passage(rule: str, runs: tuple[str, ...]) -> str:
    said = provision_texts()[rule]
    at = min(said.find(run) for run in runs if run in said)
    begin = max(said.rfind(stop, 0, at) + 1 for stop in "，；。、：")
    end = min((found for stop in "，；。" if (found := said.find(stop, at)) > 0), default=len(said))
    return f"{provision_words()[rule].partition('　')[0]}　{'…' if begin else ''}{said[begin:end]}{'…' if end < len(said) - 1 else ''}"


def _short(said: str) -> str:
    """Return a provision as it is suggested: its name and the beginning of its words."""
    name, _, words = said.partition("　")
    return f"{name}　{words[:BEGINNING]}{'…' if len(words) > BEGINNING else ''}"


def _found(words: str) -> str:
    fits = _named(words)
    if not fits:
        raise forms.ValidationError(f"本办法没有“{words.strip()}”这一条款。请从列表里选，或者写成“第八条第三项”的样子。")
    return fits[0]
