"""Whether a password keeps to the policy: every reason why not, each with its remedy; and activation codes."""

import re
import secrets
import string
import unicodedata
from datetime import datetime
from typing import Final

from django.contrib.auth.hashers import check_password
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

from anze.access.models import PasswordUsed
from anze.access.policies import policy
from anze.people.models import Account

CLASSES: Final = (string.ascii_uppercase, string.ascii_lowercase, string.digits)
# What passes every rule of composition and is tried first all the same: a known word, once its digits and signs are taken off.
KNOWN: Final = frozenset({"admin", "administrator", "root", "test", "password", "passw0rd", "p@ssw0rd", "qwer", "qwerty", "qwert", "asdf",
                          "zxcv", "abc", "abcd", "aa", "welcome", "anquan", "anze", "qingyuan", "zhengfu", "yingji", "abc@", "qaz", "wsx", "qazwsx", "qq"})
# Letters and digits of an activation code: none that is taken for another when read from paper or over the telephone (0 O, 1 I L, U V).
READABLE: Final = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
GROUPS, IN_GROUP = 5, 4  # 30 to the power of 20: 98 bits
JOINING: Final = re.compile(r"[\s\-\u2010-\u2015\u2212]+")


def classes_in(password: str) -> int:
    """Return how many of 大写、小写、数字、符号 a password holds; Chinese characters count as signs."""
    return sum(any(char in kind for char in password) for kind in CLASSES) + any(not char.isascii() or char in string.punctuation + " " for char in password)


def refusals(password: str, account: Account | None = None, username: str = "", name: str = "") -> list[str]:
    """Return why the policy refuses the password for the account (or for one to be made); empty where it takes it."""
    rules, found = policy(), []
    if len(password) < rules.min_length:
        found.append(f"密码只有 {len(password)} 位，至少要 {rules.min_length} 位。")
    if classes_in(password) < rules.classes:
        found.append(f"大写字母、小写字母、数字、符号，至少要用其中 {rules.classes} 种。")
    own = {part.lower() for part in (account.username if account else username, account.name if account else name) if len(part) > 1}
    if any(part in password.lower() for part in own):
        found.append("密码里不能有账号或者姓名，请换一个。")
    if _known(password):
        found.append("这个密码太常见，容易被猜中，请换一个。")
    if account is not None and _used(password, account):
        found.append(f"不能与最近 {rules.remembered} 次用过的密码相同，请换一个。")
    return found


def _known(password: str) -> bool:
    try:
        CommonPasswordValidator().validate(password)
    except ValidationError:
        return True
    return password.lower().strip(string.digits + string.punctuation) in KNOWN


def _used(password: str, account: Account) -> bool:
    before = list(PasswordUsed.objects.filter(account=account).values_list("hash", flat=True)[:policy().remembered])
    return any(check_password(password, kept) for kept in {account.password, *before} if kept)


def activation_over(account: Account, now: datetime) -> datetime | None:
    """Return when the activation code that the account still has to be opened with ran out; None where it holds, or the password is one's own."""
    if not account.must_change_password or account.password_changed_at is None:
        return None
    until = account.password_changed_at + policy().activation
    return until if now > until else None


def activation_used(account: Account, typed: str) -> datetime | None:
    """Return when the account was opened with what was typed, if that was its last activation code and was used; None otherwise."""
    last = PasswordUsed.objects.filter(account=account, issued=True, used_at__isnull=False).first()
    return last.used_at if last and check_password(as_activation_code(typed) or typed, last.hash) else None


def initial_password() -> str:
    """Return a random activation code, `ABCD-EFGH-…`, easy to read from paper, that opens nothing but the page to set one's password."""
    return _grouped("".join(secrets.choice(READABLE) for _ in range(GROUPS * IN_GROUP)))


def as_activation_code(typed: str) -> str | None:
    """Return what was typed as an activation code is written, whatever its case, width and hyphens; None where it can be none."""
    bare = JOINING.sub("", unicodedata.normalize("NFKC", typed)).upper()
    return _grouped(bare) if len(bare) == GROUPS * IN_GROUP and set(bare) <= set(READABLE) else None


def _grouped(bare: str) -> str:
    return "-".join(bare[start:start + IN_GROUP] for start in range(0, len(bare), IN_GROUP))
