"""The kinds of user."""

from collections.abc import Mapping
from typing import Final

ROLES: Final[Mapping[str, str]] = {
    "office": "安委办",
    "office_head": "安委办负责人",
    "leader": "领导干部",
    "secretary": "秘书（代录）",
    "liaison": "部门联络员",
    "discipline": "纪检监察",
    "organisation": "组织部门",
    "auditor": "审计核查",
    "system_admin": "系统管理员",
    "security_admin": "安全管理员",
    "audit_admin": "审计管理员",
}
ADMINISTRATORS: Final = frozenset({"system_admin", "security_admin", "audit_admin"})
# Whose accounts the system administrator, who opens all, may neither take over nor shut out.
KEPT_FROM_SYSTEM: Final = frozenset({"security_admin", "audit_admin"})
# Roles that look at no business of any unit: granted without one.
WITHOUT_UNIT: Final = ADMINISTRATORS
SCOPES: Final[Mapping[str, str]] = {
    "own": "本人",
    "named": "所代录的领导",
    "unit": "本单位",
    "tree": "本单位及所辖",
    "all": "全部",
}
