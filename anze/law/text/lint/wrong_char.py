"""Words that look like slips of the keyboard."""

import re
from collections.abc import Iterator
from typing import Final

from anze.law.text.lint.finding import Finding, Provision, Reading

CODE = "疑似错别字"
_BODY = "(?:部门|单位|地区|行业|系统|级|市|县|辖区|区域|领域)"
# Group 1 is the suspect, beside it what it should be.
TABLE: Final = tuple((re.compile(pattern), instead) for pattern, instead in (
    (rf"本{_BODY}([^及和与或、，的等以至在内各\s（）()一-三])本{_BODY}", "及"),
    (r"(按装)", "安装"), (r"(帐)(?:户|号|册|簿|目|面)", "账"), (r"(做为)", "作为"), (r"(既使)", "即使"),
    (r"(部份)", "部分"), (r"(凭籍)", "凭借"), (r"(布署)", "部署"), (r"(竟争)", "竞争"), (r"(签定)", "签订"), (r"(检查院)", "检察院"),
    (r"(暴炸)", "爆炸"), (r"(防碍)", "妨碍"), (r"(复盖)", "覆盖"), (r"(予已)", "予以"), (r"(其它)", "其他"), (r"(纪检监查)", "纪检监察"),
    (r"(监查)(?:委员会|机关|体制)", "监察"), (r"(?<![目标])(的的)(?!确)", "的"), (r"(和和)(?!气|平|睦)", "和"), (r"(渡假)", "度假"),
    (r"(幅射)", "辐射"), (r"(追纠)", "追究"), (r"(隐换)", "隐患"), (r"(安权|按全)", "安全"), (r"(事帮)", "事故"),
    (r"(，，)", "，"), (r"(。。)(?!。)", "。"), (r"(；；)", "；"), (r"(、、)", "、"), (r"([，、；]。)", "。"),
))


def check(reading: Reading) -> Iterator[Finding]:
    """Every place that matches the table of slips."""
    for provision in reading.provisions:
        for pattern, instead in TABLE:
            for match in pattern.finditer(provision.node.text):
                yield _finding(reading, provision, match, instead)


def _finding(reading: Reading, provision: Provision, match: re.Match[str], instead: str) -> Finding:
    text, (start, end) = match.string, match.span(1)
    mended = text[match.start():start] + instead + text[end:match.end()]
    return reading.finding(CODE, provision, text[max(0, match.start() - 4):match.end() + 4],
                           f"“{match[1]}”疑为“{instead}”之误", f"核对后改为“{mended}”")
