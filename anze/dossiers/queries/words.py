"""说明.txt: what is in a pack and how to read it, for whoever opens it without us."""

from collections.abc import Collection
from typing import Final

from anze.dossiers.queries.composed import lead_of, title_of
from anze.dossiers.queries.erasures import Erasure
from anze.dossiers.queries.whole import Dossier
from anze.law.findings import in_words

LAYOUT: Final = (
    ("证据包.pdf、证据包.docx", "给人看的全文，两种格式内容相同。"),
    ("data/asked.json", "生成时问的是谁、哪一天、截至哪一天，所用的规则和参数。"),
    ("data/tenures.json、leadership.json", "任期的每一次登记；当日所在单位的领导班子。"),
    ("data/exemption.json", "全面履职检验（第三十条）的每一项。"),
    ("data/duties.json", "定期任务：每一项、每一期，当日在案的（then）和后来在案的（since）。"),
    ("data/acts.json", "上面提到的每一次履职：done_on 是做的日子，recorded_on 是登记的日子。"),
    ("data/standing.json、tasks.json、interviews.json、letters.json、assessments.json、measures.json", "常设职责、上级部署、约谈、责任书、考核结果、处理。"),
    ("data/since.json", "当日以后才知道的，一条一句。"),
    ("data/erased.json", "所依据的账本条目里，内容已依法擦除的；没有的是空的。"),
)
FILES: Final = "files/：履职所附的佐证文件，文件名前是内容摘要（SHA-256）的前12位。"
NO_FILES: Final = "佐证文件：所列的履职没有可以收入的附件，包里没有 files/ 文件夹。"


def read_me(found: Dossier, gaps: Collection[Erasure] = ()) -> str:
    """Return the text; what was erased of the ledger is told as a gap."""
    lines = [title_of(found), "", *lead_of(found), "", "包内文件"]
    for name, what in LAYOUT:
        lines.append(f"  {name}：{what}")
    lines.append(f"  {FILES if any(file.path for act in found.acts.values() for file in act.files) else NO_FILES}")
    if gaps:
        told = "、".join(f"第{one.seq}条（{in_words(one.erased_on)}擦除{f'，登记在第{one.told_in}条' if one.told_in else ''}）" for one in gaps)
        lines += ["", f"缺口：所依据的账本条目中有{len(gaps)}条的内容已依法擦除，包里没有全文，只有摘要：{told}。"]
    return "\r\n".join([*lines, "", "没有出现在包内的，不等于没有发生；本件只说明记录。", ""])
