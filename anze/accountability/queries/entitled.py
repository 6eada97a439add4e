"""In which role an account is on a case, which verbs its side takes, and whether somebody is left on each side who can go on."""

from anze.access.rights import rights_of
from anze.accountability.codes import DECIDERS, ROLES
from anze.accountability.models import Case, Member
from anze.accountability.policies import CASE, HANDLE, OPEN, SIDES, Course
from anze.accountability.queries.candidates import offered_members
from anze.people.models import Account


def role_on(by: Account, case: Case) -> str:
    """Return the role in which an account is on a case now; empty where it is not."""
    return Member.objects.filter(case=case, account=by, ended_at=None).values_list("role", flat=True).first() or ""


def sides_of(role: str) -> frozenset[str]:
    """Return the sides of a case that a member in a role takes: whoever approves never handles, and the other way round."""
    return frozenset({"member", "decider" if role in DECIDERS else "handler"}) if role else frozenset()


def verbs_open(course: Course, state: str, role: str) -> list[str]:
    """Return the verbs that a member in a role may take in a state; those of the person himself are none of them."""
    sides = sides_of(role)
    return [kind for kind in course.verbs_from(state) if course.verbs[kind].side in sides and not course.verbs[kind].along]


def not_his(course: Course, kind: str, role: str) -> str:
    """Return in a sentence why a member in a role may not take a verb, whatever the state; empty where he may."""
    verb = course.verbs[kind]
    return "" if verb.side in sides_of(role) else f"{verb.label}由{SIDES[verb.side]}办理，您是{ROLES[role]}。"


def able(account: Account, role: str, case: Case) -> bool:
    """Say whether an account can act in a role on a case: it is not disabled, and has the permission there still (调离)."""
    return account.is_active and rights_of(account).may(OPEN if role == "approver" else HANDLE, unit=case.unit)


def lacking(case: Case, *, but: Member | None = None) -> list[str]:
    """Return the roles (handler, approver) in which nobody is on a case who can act; `but`: as if this member were gone."""
    there = [row for row in case.members.filter(ended_at=None).select_related("account") if row != but]
    return [role for role in ("handler", "approver") if not any(row.role == role and able(row.account, role, case) for row in there)]


def deciders_of(case: Case, *, but: Account | None = None) -> list[Account]:
    """Return who is on a case to approve and can; without one account."""
    there = case.members.filter(ended_at=None, role__in=DECIDERS).select_related("account").order_by("pk")
    return [row.account for row in there if row.account != but and able(row.account, row.role, case)]


def not_to_end(by: Account, member: Member, kind: str) -> str:
    """Return in a sentence why an account may not have a member leave or recused, and whom to ask; empty where it may.

    Everybody does so for himself. For another only who approves decides: whoever could remove the approver would choose who approves him (第三十三条).
    """
    if by == member.account or role_on(by, member.case) in DECIDERS:
        return ""
    word, who = CASE.verbs[kind].label, member.account.name
    others = "、".join(one.name for one in deciders_of(member.case, but=member.account))
    if others:
        return f"{who}的{word}由本人办，或者由案内的审批人、审核人决定：请把理由告诉{others}。"
    if member.role in DECIDERS:
        return f"{who}的{word}由本人办，承办人不能替审批人、审核人办。请把理由告诉{who}；他不办的，请报办案机关负责人，由负责人要求他回避、写明由谁接替。"
    return f"{who}的{word}由本人办，或者由案内的审批人、审核人决定；现在案内没有能办的审批人，请先指定一位。"


def not_to_add(by: Account, case: Case, role: str) -> str:
    """Return in a sentence why an account may not bring somebody to a case in a role, and whom to ask; empty where it may. Who approves is chosen by who
    approves already: only where nobody is left who can (a disabled account, another post) does the handler name one, as he did when he proposed."""
    if role not in DECIDERS or role_on(by, case) in DECIDERS or not (there := deciders_of(case)):
        return ""
    return f"{ROLES[role]}由案内的审批人、审核人增加，承办人不能指定。请把理由告诉{'、'.join(one.name for one in there)}。"


def alone(member: Member, kind: str) -> str:
    """Return in a sentence why a member may not go without a successor; empty where he may. Recusal waits for nobody, but the very last one, and the last
    one who can approve, name who takes over, where there is somebody to name: else the handler would choose who approves him."""
    case, gone = member.case, member.role in lacking(member.case, but=member) and member.role not in lacking(member.case)
    others = case.members.filter(ended_at=None).exclude(pk=member.pk).select_related("account")
    if kind == "recuse":
        if not any(able(one.account, one.role, case) for one in others):
            return "案内没有别的能办的人了。请同时写明由谁接替，不然没有人知道这个案件。"
        if member.role in DECIDERS and not deciders_of(case, but=member.account) and offered_members(case, member.role).exists():
            return "案内没有别的审批人、审核人了。请同时写明由谁接替：审批的人不由承办人指定。"
        return ""
    return f"本案只有这一位{ROLES[member.role]}。请同时写明由谁接替。" if gone else ""
