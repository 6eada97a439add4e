"""A file that is not taken: what is wrong with it and what its owner can do."""

from typing import Final

# Written in two parts, so that no scanner takes this file for the test virus.
TEST_VIRUS: Final = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE"


class Refusal(Exception):  # noqa: N818 — a file is refused; nothing of ours went wrong
    """Why a file is refused, in a sentence, and the remedy in another."""

    def __init__(self, what: str, remedy: str) -> None:
        self.what, self.remedy = what, remedy
        super().__init__(f"{what}。{remedy}。")


def virus() -> Refusal:
    """Return the refusal of a file that carries a virus."""
    return Refusal("文件带有病毒特征，已拒收", "请先在本机查杀病毒，再重新保存上传")
