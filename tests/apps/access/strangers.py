"""What a stranger's ids are put into, and how an answer is looked through: the tables and means of `test_strangers.py`."""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any, Final
from unittest import mock

from django.db import transaction
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from anze.access.rights import rights_of
from anze.duties.world import forget
from anze.people.models import Unit
from anze.record.models import Entry
from anze.record.queries import head
from tests.apps.access.planting import Planted
from tests.apps.access.test_matrix import addresses, table
from tests.cast import Cast

COUNTY: Final = ("英德安委办", "甲", "纪委", "组织部", "英德审计")
BELOW: Final = ("望埠安委办", "丁", "甲的秘书", "应急局联络员")
ADMINISTRATORS: Final = ("系统管理员", "安全管理员", "审计管理员")
# What an address with parameters is given: the kind of planted thing by parameter. Nothing: its parameter names nobody's record.
GIVEN: Final[Mapping[str, str]] = dict(line.split(maxsplit=1) for line in """
register:unit code=unit
register:unit_change code=unit
register:unit_close code=unit
register:hand_over code=unit post=!party_head
register:committee code=unit
register:officer code=officer
register:officer_rename code=officer
register:tenure_end pk=tenure
register:tenure_correct pk=tenure
register:tenure_move pk=tenure
register:tenure_withdraw pk=tenure
register:town_remove pk=town
register:town_withdraw pk=town
register:committee_end pk=committee
register:committee_withdraw pk=committee
register:imported uid=import
register:import_mend uid=import
register:import_apply uid=import
register:import_undo uid=import
register:import_marked uid=import
acts:problem pk=problem
acts:upload uid=act
acts:file pk=file
acts:preview pk=file
acts:preview_page pk=file number=!1
acts:remove_file pk=file
acts:detail uid=act
acts:receipt uid=act
acts:correct uid=act
acts:withdraw uid=act
acts:reject uid=told
duties:person code=officer
duties:board_unit code=unit
duties:contact_history code=officer
duties:contact_change pk=contact
duties:contact_end pk=contact
duties:list_unit_word code=unit
duties:list_officer_word code=officer
duties:list_word code=unit post=!party_head
duties:list_acknowledge code=unit post=!party_head
duties:list_post code=unit post=!party_head
duties:safety_list pk=safety_list
duties:safety_list_change pk=safety_list
duties:safety_list_end pk=safety_list
duties:work_list pk=work_list
duties:work_list_issue pk=work_list
duties:work_list_check pk=work_list
duties:work_item_new pk=work_list
duties:work_list_excel pk=work_list
duties:work_list_import pk=work_list
duties:work_list_word pk=work_list
duties:work_item_change pk=work_item
duties:work_item_drop pk=work_item
duties:message pk=message
record:entry seq=entry
workbook:export uid=export
workbook:export_cancel uid=export
""".strip().splitlines())
NOBODYS: Final = frozenset({"portal:attention", "acts:record_type", "acts:panel", "duties:provision"})
COUNTED: Final = frozenset(("英德审计", address) for address in ("portal:home", "record:verify", "record:checkpoint", "record:digests", "record:sample")) | {
    (who, "dossiers:digests") for who in ("甲", "丁", "纪委")}  # a digest of each entry stands in every pack: whoever makes one knows how many there are
# The apps whose records are planted. Of the others the lists and forms are walked here too; their records by id are walked in their own tests.
PLANTED: Final = frozenset({"portal", "access", "register", "acts", "duties", "record", "workbook"})
# Forms of a town that offer the bureaus of its own county, from which it takes who supervises: the county itself is a stranger to no one there.
OFFERED: Final = frozenset({"enterprises:charge_add", "enterprises:delegation_add", "enterprises:add", "hazards:new"})
FOR_ADMINISTRATORS: Final = frozenset({"access:account", "access:account_change", "access:account_reset", "access:account_second_factor",
                                       "access:account_active", "access:grant_end", "access:records_for_end"})
# Who may do with the planted what an office may not.
OWNERS: Final = {"acts:reject": "蜂鸟本人", "duties:list_acknowledge": "蜂鸟本人", "record:entry": "清新纪委",
                 **dict.fromkeys(("acts:upload", "acts:remove_file", "duties:work_list_issue", "duties:work_list_check"), "蜂鸟安委办")}
# Not asked with filters: nothing there is told by the city's parts, or it signs out.
LEFT_OUT: Final = frozenset({"access:sign_out", "access:sign_on", "access:signed_on", "access:sign_in", "access:demo_sign_in", "register:import_dirty"})


@dataclass
class City:
    """The cast, the two strangers, and what each page said before they came."""

    cast: Cast
    bird: Planted
    heron: Planted
    said: dict[tuple[str, str, int], str]
    clients: dict[str, Client]
    names: dict[str, set[str]] = field(default_factory=dict)

    def client(self, name: str) -> Client:
        """Return the browser of an account, signed in once."""
        if name not in self.clients:
            self.clients[name] = self.cast.client(name)
        return self.clients[name]

    def strangers(self, name: str) -> list[Planted]:
        """Return those who are strangers to an account."""
        return [self.bird] if name in COUNTY else [self.bird, self.heron]


def text_of(response: Any) -> str:
    """Return all text of an answer, of every part of a workbook or paper too; headers with it."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    head = f"{response.headers.get('Content-Disposition', '')} {response.headers.get('Location', '')}"
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            content = b"".join(parts.read(name) for name in parts.namelist() if not name.startswith("docProps"))
    return head + re.sub(r'(X-CSRFToken": "|csrfmiddlewaretoken" value="|device_key" value=")[^"]*', "", content.decode("utf-8", "replace"))


def plain() -> list[str]:
    """Return the addresses without parameters that are pages to read."""
    return [name for name, path, _ in addresses() if not re.search(r"/x|/1[/.]|0000-", path) and name in table() and name not in LEFT_OUT]


def pages(city: City, stage: int, names: tuple[str, ...]) -> None:
    """Keep what every page says to these accounts."""
    forget()
    for name in names:
        rights = rights_of(city.cast.account[name])
        for address in plain():
            if rights.may(permission) if (permission := table()[address][0]) != "public" else False:
                city.said[name, address, stage] = text_of(city.client(name).get(reverse(address)))


def given(name: str, planted: Planted, entry: int = 0) -> dict[str, Any]:
    """Return the parameters of an address with the planted ones in them."""
    pairs = dict(pair.split("=") for pair in GIVEN[name].split())
    return {parameter: kind[1:] if kind.startswith("!") else entry if kind == "entry" else planted.key(kind.replace("_", " "))
            for parameter, kind in pairs.items()}


# What a filter may be given of a stranger; a name that is not here is tried with the codes of unit and officer.
FILTERS: Final[Mapping[str, tuple[str, ...]]] = {
    "unit": ("unit", "department"), "under": ("unit",), "officer": ("officer",), "parent": ("unit",), "who": ("officer",), "object": ("act",), "u": ("unit",),
    "o": ("officer",), "on_behalf_of": ("officer",),
}
HARMLESS: Final = frozenset({
    "page", "as_of", "known_at", "year", "state", "level", "function", "kind", "closed", "post", "type", "status", "from", "to", "view", "span", "lamp",
    "period", "before", "after", "since", "until", "verb", "provision", "format", "excel", "unread", "show", "row", "table", "check", "next", "ended", "seed",
    "of", "history", "role", "subject", "action", "result", "target", "date", "duty", "p", "n", "d", "on", "q",
})


def asked_of(city: City, client: Client, path: str) -> set[str]:
    """Return the names that a page looks for in its query; learned once. One that takes the query as a whole may look for any."""
    if path in city.names:
        return city.names[path]
    names = city.names[path] = set()

    def heard(name: str) -> Any:
        method = getattr(QueryDict, name)

        def hearing(self: Any, *given: Any) -> Any:
            names.update({str(given[0])} if given else {"unit", "officer", "q"})
            return method(self, *given)
        return mock.patch.object(QueryDict, name, hearing)

    with ExitStack() as stack:
        for name in ("get", "getlist", "__contains__", "__getitem__", "dict", "items", "keys", "copy"):
            stack.enter_context(heard(name))
        client.get(path)
    return names


def queries(names: set[str], planted: Planted) -> Iterator[dict[str, str]]:
    """Yield queries by which a page might be made to tell of the planted: each filter with each of its ids, the sheet with it."""
    sheet = {"format": "xlsx"} if "format" in names else {"excel": "1"} if "excel" in names else {}
    for name in sorted(names - HARMLESS):
        for kind in FILTERS.get(name, ("unit", "officer")):
            yield {name: planted.key(kind)}
            if sheet:
                yield {name: planted.key(kind)} | sheet
    if "q" in names:
        yield {"q": planted.word[0]}
        yield {"q": planted.key("officer")}
    if {"u", "o", "d", "p"} <= names:
        yield {"d": "10.4", "u": planted.key("unit"), "o": planted.key("officer"), "p": "2026-Q1"}


def forms(planted: Planted, mine: Unit, officer: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield complete forms that would change, or name, what is the planted's: own where `mine` and `officer` stand, a stranger's everywhere else."""
    made = planted.made
    town, bureau, head = made["unit"], made["department"], made["officer"]
    post = {"post": "safety_deputy", "start": "2026-06-01", "title": ""}
    yield "register:unit_add", {"parent": town.parent_id, "level": "town", "name": "新镇", "code": "n-t", "treated_as": "county", "function": "other"}
    yield "register:officer_add", {"name": "新某", "code": "n-p", "unit": town.pk} | post
    yield "register:tenure_add", {"officer": officer.code, "unit": town.pk} | post
    yield "register:tenure_add", {"officer": head.code, "unit": mine.pk} | post
    yield "register:town_add", {"unit": made["other town"].pk, "start": "2026-05-01", "document": "文件"}
    yield "duties:contact_new", {"officer": head.pk, "target": "sector", "sector": "消防", "start": "2026-06-01"}
    yield "duties:contact_new", {"officer": officer.pk, "target": "town", "unit": town.pk, "start": "2026-06-01"}
    yield "duties:contact_new", {"officer": officer.pk, "target": "sector", "sector": "消防", "department": bureau.pk, "start": "2026-06-01"}
    yield "duties:contacts_bulk", {"unit": town.code, "start": "2026-06-01"}
    yield "duties:safety_list_new", {"unit": made["other bureau"].pk, "start": "2026-06-01"}
    yield "duties:work_list_new", {"unit": town.pk, "year": "2027"}
    yield "duties:urge", {"key": made["key"], "send": "1", "text": "请办"}
    yield "acts:record_type", {"unit": town.code, "date": "2026-06-01", "lead": head.code, "place": "某处", "kind": "inspection"}
    yield "acts:record_type", {"unit": mine.code, "date": "2026-06-01", "lead": head.code, "place": "某处", "kind": "inspection"}
    yield "acts:record_type", {"unit": mine.code, "date": "2026-06-01", "lead": officer.code, "visited": town.code, "place": "某处", "kind": "inspection"}
    yield "acts:record_type", {"unit": mine.code, "date": "2026-06-01", "lead": officer.code, "on_behalf_of": head.code, "place": "某处", "kind": "inspection"}
    yield "acts:panel", {"unit": town.code, "date": "2026-06-01", "lead": head.code, "place": "某处", "kind": "inspection"}
    yield "acts:confirm", {"act": made["told"].uid}
    yield "access:sessions_end", {"session": made["session"].pk}


def sent(client: Client, name: str, data: Mapping[str, Any]) -> tuple[int, str, str]:
    """Send a form and take back whatever it did: the status, the text, what it wrote into the ledger."""
    kind = {"kind": data["kind"]} if name in {"acts:record_type", "acts:panel"} else {}
    before = head()
    with transaction.atomic():
        answer = client.post(reverse(name, kwargs=kind), {key: value for key, value in data.items() if key != "kind" or not kind})
        written = Entry.objects.filter(seq__gt=before).values_list("unit", "on_behalf", "object_id", "sealed__text")
        found = answer.status_code, text_of(answer), " ".join(map(str, written))
        transaction.set_rollback(True)
    forget()
    return found


