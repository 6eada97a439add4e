"""The API holds to its own description: schemathesis asks every endpoint with what fits and what does not, as every kind of user."""

from typing import Any

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, Verbosity, given, seed, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    positive_data_acceptance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from anze.access.roles import ROLES
from tests.apps.api.asking import ENDPOINTS, PERSON, Program
from tests.apps.api.conftest import City

pytestmark = pytest.mark.django_db
CHECKS: list[Any] = [not_a_server_error, status_code_conformance, content_type_conformance, response_headers_conformance, response_schema_conformance,
                     negative_data_rejection, positive_data_acceptance]
EXAMPLES = 8  # of each endpoint and mode, a role; `make drill` asks more


def answered(program: Program, case: Any) -> schemathesis.Response:
    """Send what schemathesis made through the test client, in the transaction of the test, and return the answer as it takes it."""
    wanted = case.as_transport_kwargs(base_url="http" + "://testserver")
    sent = requests.Request(wanted["method"], wanted["url"], params=wanted.get("params")).prepare()
    answer = program.client.generic(str(sent.method), str(sent.path_url), headers={"Authorization": f"Bearer {program.text}"})
    headers = {name.lower(): [value] for name, value in answer.items()}
    return schemathesis.Response(answer.status_code, headers, answer.content, sent, elapsed=0.1, verify=False)


def to_come(answer: schemathesis.Response) -> bool:
    """Say whether only a day was refused, which is still to come or long past: a description cannot say what day it is."""
    return answer.status_code == 422 and {one["name"] for one in answer.json()["errors"]} <= {"as_of", "known_at"}


def hammered(city: City, role: str, examples: int, description: Any = None) -> tuple[int, set[int]]:
    """Ask every endpoint as a kind of user; return how often, and what was answered. Raises what schemathesis finds wrong."""
    program, codes = city.program(PERSON[role]), []
    for found in schemathesis.openapi.from_dict(description or program.get("openapi.json").json()).get_all_operations():
        operation: Any = found.ok()  # type: ignore[union-attr]
        strategy = st.one_of(*(operation.as_strategy(generation_mode=mode) for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)))

        @seed(2026)
        @settings(max_examples=examples, deadline=None, database=None, verbosity=Verbosity.quiet, phases=[Phase.generate],
                  suppress_health_check=list(HealthCheck))
        @given(case=strategy)
        def ask(case: Any) -> None:
            answer = answered(program, case)
            codes.append(answer.status_code)
            case.validate_response(answer, checks=[one for one in CHECKS if one is not positive_data_acceptance or not to_come(answer)])

        ask()
    return len(codes), set(codes)


@pytest.mark.parametrize("role", ROLES)
def test_for_each_kind_of_user_there_is_no_server_error_and_no_answer_against_the_description(city: City, role: str) -> None:
    asked, codes = hammered(city, role, EXAMPLES)
    assert asked >= len(ENDPOINTS) * 5
    assert codes <= {200, 401, 403, 404, 405, 422}
    assert 200 in codes and 422 in codes


@pytest.mark.drill
@pytest.mark.parametrize("role", ROLES)
def test_for_each_kind_of_user_with_many_more(city: City, role: str) -> None:
    asked, codes = hammered(city, role, 300)
    assert asked >= len(ENDPOINTS) * 100 and max(codes) < 500


def test_it_finds_an_endpoint_that_breaks(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    """Planted: an endpoint that fails."""
    monkeypatch.setattr("anze.api.endpoints.register._held", lambda one: 1 // 0)
    with pytest.raises(FailureGroup) as found:
        hammered(city, "office", EXAMPLES)
    assert "ServerError" in [type(one).__name__ for one in found.value.exceptions]


def test_it_finds_an_answer_against_the_description(city: City) -> None:
    """Planted: a description that says another kind of value."""
    description = city.program(PERSON["office"]).get("openapi.json").json()
    description["components"]["schemas"]["Me"]["properties"]["today"] = {"type": "integer"}
    with pytest.raises(FailureGroup) as found:
        hammered(city, "office", EXAMPLES, description)
    assert "JsonSchemaError" in [type(one).__name__ for one in found.value.exceptions]
