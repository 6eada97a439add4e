"""Documents are drawn once: where a test is not about how they look, a page of PDF stands for them."""

import pytest


@pytest.fixture(autouse=True)
def plain_papers(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Spare the tests the drawing of every page, but for those marked by their name (`…_on_paper`)."""
    if not request.node.name.endswith("on_paper"):
        monkeypatch.setattr("anze.papers.actions.issuing.pdf_of", lambda official: b"%PDF-1.7 " + official.title.encode())
        monkeypatch.setattr("anze.papers.actions.issuing.word_of", lambda official: b"PK " + official.title.encode())
