"""A pack with errors is refused with all of them at once: each file under bad/ holds what must be said of it."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from anze.law.pack import load_pack
from anze.law.packread.folder import PACKS
from anze.law.problems import Problem, Refused

Copy = Callable[[str, str, str], Path]

BAD = sorted((Path(__file__).parent / "bad").iterdir())


def said_of(folder: Path) -> tuple[Problem, ...]:
    with pytest.raises(Refused) as refused:
        load_pack(folder)
    return refused.value.problems


@pytest.mark.parametrize("folder", BAD, ids=lambda folder: folder.name)
def test_a_bad_pack_is_refused_with_every_fault_its_line_and_a_remedy(folder: Path) -> None:
    expected = (folder / "problems.txt").read_text(encoding="utf-8").splitlines()
    assert [str(problem) for problem in said_of(folder)] == expected


@pytest.mark.parametrize("folder", BAD, ids=lambda folder: folder.name)
def test_every_fault_has_a_remedy_in_chinese(folder: Path) -> None:
    for problem in said_of(folder):
        assert problem.remedy and any("一" <= sign <= "鿿" for sign in problem.what + problem.remedy)


def test_faults_of_several_files_are_told_together() -> None:
    [folder] = [folder for folder in BAD if folder.name == "everything-at-once"]
    problems = said_of(folder)
    assert {problem.file.partition("/")[2] for problem in problems} == {"pack.toml", "art-05.toml", "art-06.toml",
                                                                       "art-21.toml"}
    assert len(problems) == 8


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    """The draft in a folder of its own, and a hand to change a file of it."""
    folder = tmp_path / "draft"
    shutil.copytree(PACKS / "qingyuan-draft", folder)

    def change(file: str, old: str, new: str) -> Path:
        path = folder / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return folder

    return change


def test_an_untouched_copy_is_accepted(copy: Copy) -> None:
    assert len(load_pack(copy("pack.toml", "7", "7")).clauses) == len(load_pack("qingyuan-draft").clauses)


def test_words_that_differ_from_the_published_text_are_shown_from_where_they_part(copy: Copy) -> None:
    [problem] = said_of(copy("art-24.toml", "公开制度。每年", "公开制度。每半年"))
    assert (problem.file, problem.line) == ("draft/art-24.toml", 3)
    assert "从“半年采取" in problem.what and "公布的文本是“年采取" in problem.remedy


def test_a_chapter_that_is_not_the_texts_is_a_fault(copy: Copy) -> None:
    [problem] = said_of(copy("art-24.toml", "第四章　考核考察", "第四章　考核"))
    assert (problem.line, problem.remedy) == (2, "改成“第四章考核考察”")


def test_an_article_that_is_left_out_is_a_fault(copy: Copy) -> None:
    folder = copy("pack.toml", "7", "7")
    (folder / "art-36.toml").unlink()
    [problem] = said_of(folder)
    assert problem.file == "draft/pack.toml" and "公布的文本有第三十六条" in problem.what


def test_an_article_that_the_text_lacks_is_a_fault(copy: Copy) -> None:
    folder = copy("pack.toml", "7", "7")
    (folder / "art-37.toml").write_text('article = 37\nchapter = "第六章"\nwords = "第三十七条　无"\n', encoding="utf-8")
    [problem] = said_of(folder)
    assert problem.what == "公布的文本没有第 37 条"


def test_a_missing_text_is_a_fault(copy: Copy) -> None:
    folder = copy("pack.toml", "7", "7")
    (folder / "regulation.txt").unlink()
    assert any("条文文件 regulation.txt 读不出来" in problem.what for problem in said_of(folder))


def test_a_file_that_is_not_utf_8_is_a_fault(copy: Copy) -> None:
    folder = copy("pack.toml", "7", "7")
    (folder / "art-36.toml").write_bytes("article = 36 # 第".encode("gbk"))
    assert any("不是 UTF-8" in problem.what and problem.file == "draft/art-36.toml" for problem in said_of(folder))


@pytest.mark.parametrize(("file", "old", "new", "at", "what"), [
    ("art-05.toml", "at_least = 1", "at_least = 0", "at_least = 0", "“at_least”不能小于 1"),
    ("art-27.toml", '"@veto.county.major.count"', "0", "tallies = [", "“at_least”不能小于 1"),
    ("art-19.toml", 'due_month = "@letters.due_month"\n', "", "[[clause]]", "缺少键“due_month”"),
    ("art-04.toml", 'second = ["party_head"]\n', "", '[[clause]]\nid = "4.p3"', "缺少键“second”"),
    ("art-25.toml", 'span = { years = "@accountability.interviews.window_years" }\n', "", '[[clause]]\nid = "25.5"',
     "缺少键“span”"),
    ("art-05.toml", 'body = "standing_committee", ', "", "act = {", "缺少键“body”"),
    ("art-27.toml", 'measures = ["政务记大过"', 'measures = ["记大过"', '["记大过"', "“measures”里的“记大过”不在代码表内"),
    ("art-20.toml", '"scoring"', '"scores"', "steps = [", "“steps”里的“scores”不在代码表内"),
    ("art-21.toml", 'same = ["nature"]', 'same = ["kind"]', "same = [", "“same”里的“kind”不在代码表内"),
])
def test_a_clause_that_could_not_mean_anything_is_a_fault_in_its_line(copy: Copy, file: str, old: str, new: str, at: str, what: str) -> None:
    folder = copy(file, old, new)
    before = (folder / file).read_text(encoding="utf-8").partition(at)[0]
    found = {(problem.file, problem.line) for problem in said_of(folder) if problem.what == what}
    assert found == {(f"draft/{file}", before.count("\n") + 1)}


def test_a_parameter_that_the_evaluators_need_must_be_there(copy: Copy) -> None:
    problems = said_of(copy("pack.toml", 'name = "grace_days"', 'name = "grace"'))
    assert {problem.what for problem in problems} == {"缺少参数“grace_days”", "参数“grace”没有条款使用"}
