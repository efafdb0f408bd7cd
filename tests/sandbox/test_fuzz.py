"""Requests made at random from the contract: the platform always answers as it describes, never by a crash."""

from __future__ import annotations

import os
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from support.platform_client import Bare, contract
from support.sandbox import RunningSandbox

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
EXAMPLES = int(os.environ.get("ROKHAS_TEST_REQUESTS", "12"))
"""Requests made of each operation; a campaign asks for more."""
QUICK = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


@schemathesis.serializer(
    "application/pdf",
    "application/vnd.rokhas.pdf-increment",
    "application/timestamp-query",
    "application/offset+octet-stream",
)
def as_they_are(ctx: Any, value: Any) -> bytes:
    return value if isinstance(value, bytes) else repr(value).encode()


schema = schemathesis.openapi.from_dict(contract())
# It tries every boundary of every parameter: minutes, for what the log-in and return tests do by hand.
schema.config.phases.coverage.enabled = False


@pytest.fixture(scope="module")
def visitor(sandbox: RunningSandbox) -> Any:
    """A log-in of its own: the requests made here may revoke what they please."""
    client = Bare(sandbox, sandbox.president["username"])
    yield client
    client.close()


def _ask(case: Any, sandbox: RunningSandbox, visitor: Bare) -> None:
    case.call_and_validate(
        base_url=sandbox.url,
        session=visitor.http,
        verify=str(sandbox.ca_file),
        headers={"Authorization": f"Bearer {visitor.tokens['access_token']}"},
        allow_redirects=False,
        checks=CHECKS,
    )


@schema.parametrize()
@QUICK
def test_any_request(case: Any, sandbox: RunningSandbox, visitor: Bare) -> None:
    _ask(case, sandbox, visitor)


@schema.include(path_regex="/v1/uploads/").parametrize()
@QUICK
def test_any_request_about_an_upload_that_is_there(case: Any, sandbox: RunningSandbox, visitor: Bare) -> None:
    headers = {"Tus-Resumable": "1.0.0", "Upload-Length": "1000", "Idempotency-Key": "TEST-upload-of-this-module"}
    place = visitor.call("POST", "/v1/uploads", headers=headers).headers["Location"]
    case.path_parameters["upload"] = place.rpartition("/")[2]
    _ask(case, sandbox, visitor)


@schema.include(path_regex="documents|acts/").parametrize()
@QUICK
def test_any_request_about_an_act_that_is_there(case: Any, sandbox: RunningSandbox, visitor: Bare) -> None:
    act = visitor.page()["items"][0]
    case.path_parameters.update({"act": act["id"], "document": act["documents"][0]["id"]})
    _ask(case, sandbox, visitor)


def test_every_operation_was_asked(sandbox: RunningSandbox) -> None:
    """The contract names them all; what it names was asked above, by its own paths."""
    asked = {(result.ok().path, result.ok().method) for result in schema.get_all_operations()}
    published = {
        (path, method.lower())
        for path, item in contract()["paths"].items()
        for method in item
        if method in ("get", "put", "post", "delete", "patch", "head", "options")
    }
    assert {(path, method.lower()) for path, method in asked} == published
    counts = sandbox.ctl("traffic")
    print(f"\n{sum(one['requests'] for one in counts.values()):,} requests, {len(published)} operations")
    assert counts["uploads"]["requests"] > 4 * EXAMPLES


def test_nothing_was_let_through(sandbox: RunningSandbox) -> None:
    """After all that, nothing counts as received and no error was unforeseen."""
    assert not [line for line in sandbox.ctl("ledger") if line["verdict"] == "accepted"]
    assert "Traceback" not in sandbox.log.read_text(encoding="utf-8")
