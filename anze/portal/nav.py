"""The sections of the site: which stand in the menu of whom."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from django.urls import NoReverseMatch, reverse

from anze.access.rights import Rights


@dataclass(frozen=True, slots=True)
class Section:
    """A section: the name of its first page's address, what it is called, the permission without which it is not shown, its icon.

    `also` are the beginnings of the addresses of its other pages, where they differ from that of its first.
    """

    address: str
    label: str
    permission: str
    icon: str
    also: tuple[str, ...] = ()


# The groups in which the sections stand: a heading (none above the first) and its sections.
GROUPS: Final = (
    ("", (
        Section("portal:home", "首页", "signed_in", "home", ("/attention/",)),
        Section("duties:mine", "我的职责", "duty.own", "check"),
        Section("duties:board", "任务看板", "board.view", "grid"),
        Section("acts:list", "履职记录", "act.view", "file"),
        Section("acts:problems", "问题整改", "problem.follow", "flag"),
        Section("duties:inbox", "提醒", "signed_in", "bell", ("/escalations/", "/calendar/", "/urge/")),
        Section("yearly:year", "年历", "year.view", "calendar"),
    )),
    ("事故和隐患", (
        Section("accidents:list", "事故", "accident.view", "alert"),
        Section("hazards:list", "隐患", "hazard.view", "alert"),
        Section("enterprises:list", "企业和网格", "enterprise.view", "shop"),
        Section("interviews:list", "约谈", "interview.view", "flag"),
    )),
    ("年度工作", (
        Section("letters:list", "责任书", "letter.view", "file"),
        Section("supervision:list", "督查督办", "supervision.view", "check"),
        Section("tours:list", "巡查", "tour.view", "eye"),
        Section("yearly:reports", "述职", "report.view", "file", ("/year/reports/",)),
        Section("assessments:list", "年度考核", "assessment.view", "flag"),
        Section("publication:desk", "公布", "publication.view", "eye"),
    )),
    ("问责和考察", (
        Section("accountability:cases", "问责案件", "case.handle", "lock", ("/cases/",)),
        Section("accountability:mine", "送达本人的文书", "case.answer", "file"),
        Section("accountability:grounds", "问责线索", "ground.view", "alert", ("/grounds/",)),
        Section("accountability:vetoes", "一票否决", "veto.view", "flag", ("/vetoes/",)),
        Section("dossiers:list", "履职证据包", "dossier.make", "shield", ("/dossiers/",)),
        Section("vetting:list", "考察", "vetting.run", "people", ("/vetting/",)),
        Section("vetting:mine", "谁查询过我", "vetting.own", "eye"),
        Section("privacy:mine", "我的个人信息", "data_request.file", "user"),
        Section("privacy:requests", "个人信息请求", "data_request.view", "user", ("/data-requests/",)),
    )),
    ("资料", (
        Section("duties:contacts", "挂点联系", "board.view", "link"),
        Section("duties:lists", "职责清单", "board.view", "list"),
        Section("papers:list", "公文", "paper.view", "print", ("/case-files/",)),
        Section("register:units", "名册", "register.view", "people",
                ("/officers/", "/shape/", "/problem-towns/", "/committees/", "/tenures/", "/add/", "/import/", "/export/")),
        Section("duties:statute", "条文", "signed_in", "book"),
    )),
    ("核验和管理", (
        Section("record:ledger", "账本", "ledger.view", "lock"),
        Section("record:verify", "核验", "ledger.verify", "shield"),
        Section("access:accounts", "账号", "account.create", "user"),
        Section("access:grants", "授权", "grant.give", "key"),
        Section("access:log", "安全日志", "log.view", "eye"),
        Section("accountability:readings", "案件查阅记录", "case.readings", "eye"),
        Section("duties:status", "运行状态", "system.watch", "check"),
    )),
)
FEW: Final = 8  # a menu of so many sections needs no headings


@cache
def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _lies_in(path: str, start: str) -> bool:
    """Say whether `path` begins with `start`; every path begins with the home page's, but only that page itself is home."""
    return path == start if start in {"", "/"} else path.startswith(start)


def sections_for(rights: Rights, path: str) -> Iterator[dict[str, object]]:
    """Yield the sections that the account may open; `here` marks the one that `path` lies in, `group` is the heading above the first of a group."""
    shown = [(section, _address(section.address), heading) for heading, sections in GROUPS for section in sections if rights.may(section.permission)]
    shown = [(section, address, heading) for section, address, heading in shown if address]
    fits = {section: max((len(start) for start in (address, *section.also) if _lies_in(path, start)), default=0) for section, address, _ in shown}
    best = max(fits.values(), default=0)
    before = ""
    for section, address, heading in shown:
        yield {"label": section.label, "address": address, "icon": section.icon, "here": 0 < best == fits[section],
               "group": heading if heading != before and len(shown) > FEW else ""}
        before = heading
