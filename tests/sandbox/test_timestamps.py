"""The platform's own timestamp service: passed on, limited, and behind the log-in."""

from __future__ import annotations

import hashlib

import pytest
from asn1crypto import algos, tsp
from support.platform_client import Bare, problem
from support.sandbox import RunningSandbox

QUERY = {"Content-Type": "application/timestamp-query"}


def query(data: bytes) -> bytes:
    imprint = tsp.MessageImprint(
        {
            "hash_algorithm": algos.DigestAlgorithm({"algorithm": "sha256"}),
            "hashed_message": hashlib.sha256(data).digest(),
        }
    )
    encoded: bytes = tsp.TimeStampReq({"version": 1, "message_imprint": imprint, "cert_req": True}).dump()
    return encoded


def test_a_request_is_answered(president: Bare) -> None:
    answer = president.call("POST", "/v1/timestamps", headers=QUERY, data=query(b"TEST"))
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/timestamp-reply")
    said = tsp.TimeStampResp.load(answer.content)
    assert said["status"]["status"].native == "granted"
    token = said["time_stamp_token"]["content"]["encap_content_info"]["content"].parsed
    assert token["message_imprint"]["hashed_message"].native == hashlib.sha256(b"TEST").digest()


@pytest.mark.parametrize(
    ("headers", "data", "code"),
    [
        ({"Content-Type": "application/json"}, b"{}", "media-type"),
        (QUERY, bytes(5000), "too-large"),
    ],
)
def test_what_is_no_request_is_refused(president: Bare, headers: dict[str, str], data: bytes, code: str) -> None:
    assert problem(president.call("POST", "/v1/timestamps", headers=headers, data=data)) == code


def test_without_a_log_in_nothing_is_stamped(sandbox: RunningSandbox) -> None:
    assert (
        problem(Bare(sandbox).call("POST", "/v1/timestamps", headers=QUERY, data=query(b"TEST"))) == "not-authenticated"
    )


def test_a_service_that_is_down_is_said(sandbox: RunningSandbox, president: Bare) -> None:
    sandbox.ctl("tsa-down")
    try:
        answer = president.call("POST", "/v1/timestamps", headers=QUERY, data=query(b"TEST"))
    finally:
        sandbox.ctl("tsa-up")
    assert problem(answer) == "unavailable"
    assert answer.headers["Retry-After"] == "30"
