"""What the drills share."""

import pytest


@pytest.fixture
def plain_papers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Spare the drill the drawing of every page at every step: a line stands for it. What is drawn is no statement and no file."""
    monkeypatch.setattr("anze.papers.actions.issuing.pdf_of", lambda official: b"%PDF-1.7 " + official.title.encode())
    monkeypatch.setattr("anze.papers.actions.issuing.word_of", lambda official: b"PK " + official.title.encode())
