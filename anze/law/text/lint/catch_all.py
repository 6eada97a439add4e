"""Catch-all clauses that name neither a rule nor a body to decide."""

import re
from collections.abc import Iterator

from anze.law.text.lint.finding import Finding, Reading

CODE = "兜底条款"
_CATCH_ALL = re.compile(r"^(?:有)?其[他它](?!情节)[^，。；]{0,30}(?:情形|情况|事由)的?[。；;]?$|认为[^。；]{0,12}其[他它]情形[。；;]?$")
_ANCHORED = re.compile(r"(?:法律|法规|规章|国家|国务院|省|市|自治区|机关|部门|单位|章程|政府|委员会|人民法院|协会|机构|本法|本条例|本办法|另有|依法|合同)"
                       r"[^。；]{0,20}(?:规定|认定|确定|认为|批准|约定|指定|要求|作出)|违反")


def check(reading: Reading) -> Iterator[Finding]:
    """Items and 款 such as 其他应当问责情形, without a rule or a body that says what falls under them."""
    for provision in reading.body():
        text = provision.node.text
        match = _CATCH_ALL.search(text)
        if not match or _ANCHORED.search(text):
            if match and re.search(r"认为(?:有|确有)?必要", text):
                yield reading.finding(CODE, provision, text, "是否适用全凭“认为有必要”，没有标准，也没有程序",
                                      "写明作出决定的机关、形式（会议决定、书面决定）和参照的标准")
            continue
        yield reading.finding(CODE, provision, text, "兜底条款没有指明依据什么规定、由谁认定",
                              "改为“法律、法规或者……规定的其他情形”，或者写明认定机关和程序")
