"""Whether a password keeps to the policy: every reason why not, each with its remedy; and initial passwords that do."""

import secrets
import string
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
# No letters or digits that are taken for another when read from paper.
READABLE: Final = ("ABCDEFGHJKLMNPQRSTUVWXYZ", "abcdefghijkmnpqrstuvwxyz", "23456789", "#%+=?")
INITIAL_LENGTH: Final = 14


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


def initial_password() -> str:
    """Return a random password with every kind of character, easy to read from paper, that holds only until the first sign-in."""
    picked = [secrets.choice(kind) for kind in READABLE]
    picked += [secrets.choice("".join(READABLE[:3])) for _ in range(INITIAL_LENGTH - len(picked))]
    secrets.SystemRandom().shuffle(picked)
    return "".join(picked)
