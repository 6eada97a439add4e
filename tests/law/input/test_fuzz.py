"""Whatever is done to a case or a table, the answer is findings or sentences, never a fault of the program."""

import json
from pathlib import Path
from random import Random

import pyarrow.parquet as pq
import pytest

from tests.law.input.mutations import spoiled, spoiled_text
from tests.law.input.tables import Answer, Layout, Row, asked, run, write_tables
from tests.law.strategies import SMALL, random_case, to_yaml


def check(answer: Answer, seed: int) -> int:
    """The exit status, after checking that it says what it should."""
    assert answer.status in (0, 1, 2), f"seed {seed}: {answer.err[-2000:]}"
    assert "Traceback" not in answer.err
    if answer.status == 2:
        assert answer.out == ""
        assert all("办法：" in line for line in answer.err.splitlines()[:-1] if not line.startswith(("读取", "共")))
    return answer.status


@pytest.mark.parametrize("block", range(4))
def test_a_spoiled_case_gives_findings_or_sentences(block: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    seen = []
    for seed in range(100 * block, 100 * block + 100):
        rng = Random(seed)
        made = random_case(rng, SMALL)
        text = spoiled_text(to_yaml(made), rng) if seed % 2 else to_yaml(spoiled(made, rng))
        path = tmp_path / f"{seed}.yaml"
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
        answer = run(capsys, "case", path)
        seen.append(check(answer, seed))
        assert answer.status == 2 or json.loads(answer.out)["pack"]
    assert {0, 2} <= set(seen)


@pytest.mark.parametrize("kind", ["parquet", "csv"])
@pytest.mark.parametrize("block", range(2))
def test_a_spoiled_table_gives_findings_or_sentences(kind: str, block: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    seen = []
    for seed in range(30 * block, 30 * block + 30):
        rng = Random(seed)
        made = random_case(rng, SMALL)
        folder, out = tmp_path / str(seed), tmp_path / f"out{seed}"
        write_tables(made, folder, Layout(kind), rng)
        spoil_file(rng.choice(sorted(folder.iterdir())), rng)
        answer = run(capsys, "evaluate", folder, *asked(made), "--out", out)
        seen.append(check(answer, seed))
        assert out.exists() == (answer.status == 0)
    assert 2 in seen


def spoil_file(path: Path, rng: Random) -> None:
    """Cut the file short, change some bytes, or (in CSV) some letters."""
    content = path.read_bytes()
    place = rng.randrange(len(content))
    if path.suffix == ".csv" and rng.random() < 0.6:
        content = spoiled_text(content.decode(), rng).encode()
    elif rng.random() < 0.5:
        content = content[:place]
    else:
        content = content[:place] + rng.randbytes(3) + content[place + 3:]
    path.write_bytes(content)


ODD_COLUMNS: tuple[Row, ...] = tuple({"id": value} for value in (1, 1.5, True, b"x", [1], {"a": 1}, None)) + tuple(
    {"date": value} for value in (1, 1.5, True, b"2026-01-01", ["2026-01-01"], None)) + tuple(
    {"topics": value} for value in (1, "work_safety", {"a": 1}, [["work_safety"]], [1])) + tuple(
    {"officer": value} for value in (1, [1], {"a": 1}, 0.1)) + ({"fund": "1e999999999"}, {"fund": [1]}, {"year": 2026.5}, {"year": "二〇二六"})


@pytest.mark.parametrize("odd", ODD_COLUMNS, ids=str)
def test_a_column_of_any_type_is_read_or_refused(odd: Row, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = random_case(Random(4), SMALL)
    write_tables(made, tmp_path / "in", Layout(), Random(0))
    path = tmp_path / "in" / "acts.parquet"
    rows = pq.read_table(path).to_pylist()
    path.unlink()
    write_tables({"acts": [{**row, **odd} for row in rows]}, tmp_path / "in", Layout(), Random(0))
    taken = odd in ({"topics": [1]}, {"topics": "work_safety"})
    assert check(run(capsys, "evaluate", tmp_path / "in", *asked(made), "--out", tmp_path / "out"), 4) == (0 if taken else 2)
