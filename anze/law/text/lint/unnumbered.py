"""A list announced with 下列、以下…： whose members carry no numbers, so that nothing can cite them."""

import re
from collections.abc import Iterator

from anze.law.text.lint.finding import Finding, Provision, Reading

CODE = "并列情形未编项号"
_ANNOUNCES = re.compile(r"(?:下列|以下|如下)[^。；]*[：:]$|情形之一[^。；]*[：:]$")


def check(reading: Reading) -> Iterator[Finding]:
    """款 that announce a list and are followed by two or more 款 instead of 项."""
    for provision in reading.body():
        node, article = provision.node, provision.article
        if node.kind != "paragraph" or node.children or article is None or not _ANNOUNCES.search(node.text):
            continue
        members = article.children[article.children.index(node) + 1:]
        listed = [m for m in members if m.text.endswith(("；", ";", "的。", "情形。", "的", "的；"))]
        if len(members) >= 2 and (len(listed) >= 2 or "情形" in node.text):
            yield _finding(reading, provision, [m.text for m in members])


def _finding(reading: Reading, provision: Provision, members: list[str]) -> Finding:
    return reading.finding(
        CODE, provision, provision.node.text,
        f"这一款之后的{len(members)}段并列情形没有项号，成了独立的款，无法以“第×项”引用，也看不出列举到哪里为止",
        "给各段编上（一）（二）（三）…，段末用分号，最后一段用句号；不属于列举的内容另起一款")
