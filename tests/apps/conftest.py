"""The cast, ready in the database."""

import pytest

from tests.cast import Cast, make_cast


@pytest.fixture
def cast(db: None) -> Cast:
    """Everyone of the small city."""
    return make_cast()
