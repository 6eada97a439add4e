"""The parts of a pack in their order."""

from collections.abc import Collection, Iterator

from anze.dossiers.queries.acts import FileTold
from anze.dossiers.queries.differences import differences_part
from anze.dossiers.queries.dutytable import duty_parts
from anze.dossiers.queries.erasures import Erasure, erasures_part
from anze.dossiers.queries.matters import matter_parts
from anze.dossiers.queries.parts import Line, Link, Part
from anze.dossiers.queries.performed import performed_parts
from anze.dossiers.queries.person import accident_part, leadership_part, tenures_part
from anze.dossiers.queries.whole import Dossier
from anze.law.findings import in_words


def title_of(found: Dossier) -> str:
    """Return the title of a pack."""
    return f"{found.name}履职证据包（{in_words(found.day)}）"


def lead_of(found: Dossier) -> list[str]:
    """Return what stands before the parts: by which clocks it is told, and that it judges nothing."""
    clocks = f"本件列明{found.name}（{found.officer.code}）截至{in_words(found.day)}应当履行的职责和已经做到的事情。"
    until, pack = in_words(found.asked.known_at), found.since.known.pack
    return [f"{clocks}“当日在案”以当日在案的记录为准，“后来在案”以截至{until}在案的记录为准。"
            "当日以后才登记、撤回、更正的，只影响后一栏，并在“后来知道的”部分逐条说明。",
            f"依据《{pack.title}》，自{in_words(pack.effective_from)}起计算任务；此前的履职照列，不计入任务。",
            "本件只列记录，不作责任认定；是否不予追究，由有权机关查实后决定。"]


def parts_of(found: Dossier, gaps: Collection[Erasure] = ()) -> list[Part]:
    """Return all parts: the person first, the test, what it rests on, what became known since, the files, what was erased of the ledger last."""
    return [*_parts(found), *erasures_part(gaps)]


def _parts(found: Dossier) -> Iterator[Part]:
    yield from accident_part(found)
    yield tenures_part(found)
    yield leadership_part(found)
    yield from performed_parts(found)
    yield from duty_parts(found)
    yield from matter_parts(found)
    yield differences_part(found)
    yield _files(found)


def _files(found: Dossier) -> Part:
    acts = sorted({one.uid: one for one in found.acts.values()}.values(), key=lambda one: (one.done_on, one.uid))
    lines = tuple(Line((file.name, _attached(file), grouped(file.sha256)), (Link(f"{in_words(act.done_on)}{act.what}", "acts", act.uid),))
                  for act in acts for file in act.files)
    unseen = sum(not act.seen for act in acts)
    more = f"另有 {unseen} 条履职记录不在生成人的可见范围内，只列时间和种类，没有收入标题和文件。" if unseen else ""
    return Part("佐证文件", (Line((more,)),) if more else (), ("文件", "附上", "摘要（SHA-256）", "履职"), (5, 4, 6, 4), lines, "上面列出的履职没有附文件。",
                code="files")


def grouped(digest: str) -> str:
    """Return a digest in groups of eight, so that it can be read and breaks within a column."""
    return " ".join(digest[at:at + 8] for at in range(0, len(digest), 8))


def _attached(file: FileTold) -> str:
    return f"{in_words(file.struck_on)}撤下，没有收入：{file.struck_reason}" if file.struck_on else f"{in_words(file.added_on)}附上"
