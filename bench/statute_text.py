"""How many megabytes of statute text a second `parse` reads, on generated statutes: `python -m bench.statute_text`."""

from time import perf_counter

from anze.law.text import parse
from anze.law.text.numerals import to_chinese

SENTENCE = "各级人民政府及其有关部门应当按照职责分工，加强安全生产监督管理，依照第三条的规定及时消除事故隐患；"
GOAL = 5.0
ROUNDS = 5


def statute(articles: int, gap: str = "　", blank: str = "\n\n") -> str:
    """A statute with chapters of 20 articles, two 款 each, and three 项 in every other article."""
    lines = ["某市安全生产办法", "（征求意见稿）"]
    for n in range(1, articles + 1):
        if n % 20 == 1:
            lines.append(f"第{to_chinese(n // 20 + 1)}章{gap}监督管理")
        lines.append(f"第{to_chinese(n)}条{gap}{SENTENCE}下列情形除外：")
        if n % 2:
            lines += [f"（{to_chinese(i)}）{SENTENCE}" for i in (1, 2, 3)]
        lines.append(f"前款规定的情形，由有关部门认定。{SENTENCE}")
    return blank.join(lines) + "\n"


def measure(text: str) -> float:
    """The best of some rounds, in MB (10⁶ bytes of UTF-8) a second."""
    best = float("inf")
    for _ in range(ROUNDS):
        start = perf_counter()
        parse(text)
        best = min(best, perf_counter() - start)
    return len(text.encode()) / 1e6 / best


def main() -> None:
    """Print MB/s for a short statute, a code, and layouts that need more work."""
    for name, text in (("36条，空行分段", statute(36)), ("1260条，空行分段", statute(1260)),
                       ("1260条，条号后不空格、无空行", statute(1260, "", "\n")), ("10000条", statute(10_000))):
        speed = measure(text)
        print(f"{name}：{len(text.encode()) / 1e6:.2f} MB，{speed:.1f} MB/s（目标 {GOAL:.0f} MB/s）{'' if speed >= GOAL else '，未达到'}")


if __name__ == "__main__":
    main()
