"""What the database itself refuses about grants and the security log, whoever writes to it: the three administrators stay apart.

Laid down by a migration, on SQLite and on PostgreSQL.
"""

from typing import Any, Final

ADMINS: Final = "('system_admin', 'security_admin', 'audit_admin')"
APART: Final = "三个管理员不得由一人兼任，也不得兼办业务。"
GIVER: Final = "只有安全管理员可以授权和收回，且不得给自己授权。"
KEPT: Final = "授权只能收回一次，不能改写或删除。"
OTHERS: Final = "系统管理员不能修改、停用、启用安全管理员和审计管理员的账号，不能重置其密码、关闭其第二因素。"
LOG: Final = "安全日志只增不改，不能删除。"


def _in_force(table: str, account: str, more: str = "") -> str:
    return f"EXISTS (SELECT 1 FROM {table} one WHERE one.account_id = {account} AND one.ended_at IS NULL{more})"


def _not_by_security(person: str) -> str:
    holds = _in_force("access_grant", f"NEW.{person}", " AND one.role = 'security_admin'")
    return f"NEW.{person} IS NOT NULL AND (NEW.{person} = NEW.account_id OR NOT {holds})"


def _unlike(*columns: str) -> str:
    return " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in columns)


_ADMIN: Final = _in_force("access_grant", "NEW.account_id", f" AND one.role IN {ADMINS}")
_HELD: Final = f"{_in_force('access_grant', 'NEW.account_id')} OR {_in_force('access_recordsfor', 'NEW.account_id')}"
_REOPENED: Final = "OLD.ended_at IS NOT NULL OR NEW.ended_at IS NULL"
# What is done to an account is written to the log in the same transaction: refused there, it is not done.
_TAKEN_OVER: Final = (
    "NEW.result = '成功' AND NEW.action IN ('修改账号', '重置密码', '停用账号', '启用账号', '关闭第二因素') AND NEW.account_id IS NOT NULL "
    "AND EXISTS (SELECT 1 FROM people_account aimed JOIN access_grant one ON one.account_id = aimed.id WHERE aimed.username = NEW.object "
    "AND aimed.id <> NEW.account_id AND one.ended_at IS NULL AND one.role IN ('security_admin', 'audit_admin'))")

# name → (table, when, on which condition it is refused, the words)
REFUSED: Final = {
    "access_grant_apart": ("access_grant", "INSERT", f"NEW.ended_at IS NULL AND ({_ADMIN} OR (NEW.role IN {ADMINS} AND ({_HELD})))", APART),
    "access_grant_giver": ("access_grant", "INSERT", _not_by_security("given_by_id"), GIVER),
    "access_grant_kept": ("access_grant", "UPDATE", f"{_REOPENED} OR {_unlike('account_id', 'role', 'unit_id', 'given_at', 'given_by_id')}", KEPT),
    "access_grant_taker": ("access_grant", "UPDATE", _not_by_security("ended_by_id"), GIVER),
    "access_grant_stays": ("access_grant", "DELETE", "", KEPT),
    "access_recordsfor_apart": ("access_recordsfor", "INSERT", f"NEW.ended_at IS NULL AND {_ADMIN}", APART),
    "access_recordsfor_giver": ("access_recordsfor", "INSERT", _not_by_security("given_by_id"), GIVER),
    "access_recordsfor_kept": ("access_recordsfor", "UPDATE", f"{_REOPENED} OR {_unlike('account_id', 'officer_id', 'given_at', 'given_by_id')}", KEPT),
    "access_recordsfor_taker": ("access_recordsfor", "UPDATE", _not_by_security("ended_by_id"), GIVER),
    "access_recordsfor_stays": ("access_recordsfor", "DELETE", "", KEPT),
    "access_securityevent_apart": ("access_securityevent", "INSERT", _TAKEN_OVER, OTHERS),
    "access_securityevent_unchanged": ("access_securityevent", "UPDATE", "", LOG),
    "access_securityevent_stays": ("access_securityevent", "DELETE", "", LOG),
}


def lay(connection: Any) -> None:
    """Lay the triggers down."""
    with connection.cursor() as cursor:
        for name, (table, when, condition, words) in REFUSED.items():
            if connection.vendor == "postgresql":
                refuse = f"RAISE EXCEPTION '{words}' USING ERRCODE = 'restrict_violation';"
                body = f"IF {condition} THEN {refuse} END IF; RETURN NEW;" if condition else refuse
                cursor.execute(f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} END $$")
                cursor.execute(f"CREATE TRIGGER {name} BEFORE {when} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()")
            else:
                asked = f"WHEN {condition.replace('IS DISTINCT FROM', 'IS NOT')} " if condition else ""
                cursor.execute(f"CREATE TRIGGER {name} BEFORE {when} ON {table} {asked}BEGIN SELECT RAISE(ABORT, '{words}'); END")


def lift(connection: Any) -> None:
    """Take them away: for the reverse of the migration."""
    with connection.cursor() as cursor:
        for name, (table, *_) in REFUSED.items():
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{f' ON {table}' if connection.vendor == 'postgresql' else ''}")
