"""Trials, registrations and notices as the platform judges them: sent without any of the client's code."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import secrets
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from cryptography import x509
from cryptography.x509.oid import NameOID
from support.pdf_signing import TestKey, ec_key, issue
from support.platform_client import Bare, problem
from support.sandbox import RunningSandbox

from rokhas_desktop.sandbox.postal_ca import QUALIFIED_SIGNATURE, HolderSpec, PostalCA, person
from rokhas_desktop.sandbox.postal_ca.profiles import Subject

WORDS = "Essai de signature, sans valeur d'acte – تجربة توقيع، دون قيمة قرار"
DAY = timedelta(days=1)


def sentence(at: datetime | None = None, words: str = WORDS) -> str:
    return f"{words} – {(at or datetime.now(UTC)).isoformat(timespec='seconds')} – {secrets.token_hex(16)}"


def trial(client: Bare, key: TestKey, said: str, signed: str | None = None, *, detached: bool = True) -> Any:
    """Send a sentence with a signature over it, or over another text."""
    data = (said if signed is None else signed).encode()
    made = asyncio.run(key.signer().async_sign_general_data(data, "sha256", detached=detached)).dump()
    return client.call(
        "POST", "/v1/me/key/trial", json={"sentence": said, "signature": base64.b64encode(made).decode()}
    )


def sha256(key: TestKey) -> str:
    return hashlib.sha256(key.der).hexdigest()


def register(client: Bare, receipt: str, key: TestKey) -> Any:
    return client.call("POST", "/v1/me/certificates", json={"trial": receipt, "certificate_sha256": sha256(key)})


def bound(client: Bare) -> dict[str, str]:
    return {one["sha256"]: one["state"] for one in client.call("GET", "/v1/me").json()["certificates"]}


@pytest.fixture(scope="module")
def me(president: Bare) -> dict[str, Any]:
    found: dict[str, Any] = president.call("GET", "/v1/me").json()
    return found


@pytest.fixture
def numberless(ca: PostalCA, me: dict[str, Any], sandbox: RunningSandbox) -> Iterator[TestKey]:
    """The president's key with a certificate that holds her name and no number."""
    private = ec_key()
    name = me["name"]
    whole = person(HolderSpec(name["surname"]["fr"], name["given_names"]["fr"], me["cin"]))
    subject = Subject(x509.Name([one for one in whole.name if one.oid != NameOID.SERIAL_NUMBER]))
    key = TestKey(private, ca.issue(private.public_key(), subject, QUALIFIED_SIGNATURE), ca.chain)
    yield key
    sandbox.ctl("bind", username=sandbox.president["username"], sha256=sha256(key), state="none")


def test_only_a_fresh_sentence_of_the_form_counts_and_once(president: Bare, key: TestKey) -> None:
    now = datetime.now(UTC)
    refused = {
        "too old": sentence(now - timedelta(minutes=16)),
        "ahead": sentence(now + timedelta(minutes=7)),
        "other words": sentence(words="Décision n° 1 TEST, permis de construire accordé, lu et approuvé"),
        "something before": f"Vu. {sentence()}",
        "something after": f"{sentence()} Accordé.",
        "a line after": f"{sentence()}\n",
    }
    for what, said in refused.items():
        assert problem(trial(president, key, said)) == "trial-sentence", what
    good = sentence()
    assert trial(president, key, good).status_code == 200
    assert problem(trial(president, key, good)) == "trial-sentence"


def test_a_signature_of_something_else_is_no_trial(president: Bare, key: TestKey) -> None:
    assert problem(trial(president, key, sentence(), sentence())) == "broken-signature"
    assert problem(trial(president, key, sentence(), detached=False)) == "broken-signature"
    sent = {"sentence": sentence(), "signature": base64.b64encode(b"TEST").decode()}
    assert problem(president.call("POST", "/v1/me/key/trial", json=sent)) == "broken-signature"


def test_a_key_that_may_sign_no_act_makes_no_trial(
    president: Bare, clerk: Bare, key: TestKey, ca: PostalCA, me: dict[str, Any], tmp_path_factory: Any
) -> None:
    now, cin, private = ca.now(), me["cin"], ec_key()
    other_ca = PostalCA.open_or_create(tmp_path_factory.mktemp("other") / "test-ca")
    revoked = issue(ca, cin, key=ec_key())
    ca.revoke(revoked.certificate.serial_number, at=now - timedelta(hours=1))
    bad = {
        "wrong-holder": issue(ca, "TT654321", key=private),
        "holder-unknown": issue(ca, cin, id_type="PAS", key=private),
        "certificate-expired": issue(ca, cin, key=private, not_before=now - 60 * DAY, not_after=now - DAY),
        "certificate-not-yet-valid": issue(ca, cin, key=private, not_before=now + DAY),
        "certificate-revoked": revoked,
        "untrusted-certificate": issue(other_ca, cin, key=private),
    }
    for wanted, theirs in bad.items():
        assert problem(trial(president, theirs, sentence())) == wanted
        assert sha256(theirs) not in bound(president)
    assert problem(trial(clerk, key, sentence())) == "clerk-cannot-sign"


def test_a_certificate_is_bound_by_its_own_fresh_trial_and_only_for_who_made_it(
    sandbox: RunningSandbox, president: Bare, key: TestKey, ca: PostalCA, me: dict[str, Any]
) -> None:
    receipt = trial(president, key, sentence()).json()["id"]
    another = issue(ca, me["cin"], key=ec_key())
    assert problem(register(president, receipt, another)) == "trial-needed"
    assert problem(register(president, "trial-none", key)) == "trial-needed"
    stranger = Bare(sandbox, "president.berrechid")
    try:
        assert problem(register(stranger, receipt, key)) == "trial-needed"
    finally:
        stranger.close()
    first = register(president, receipt, key)
    assert first.json()["state"] == "registered"
    again = register(president, trial(president, key, sentence()).json()["id"], key)
    assert again.json() == first.json()
    assert list(bound(president)).count(sha256(key)) == 1
    notice = {"certificate_sha256": sha256(key), "issuer": "TEST", "serial": "0a", "confirmed": True}
    assert problem(president.call("POST", "/v1/me/predecessor-notices", json=notice)) == "own-certificate"
    for sent in ({**notice, "confirmed": False}, {**notice, "serial": "x"}, []):
        assert problem(president.call("POST", "/v1/me/predecessor-notices", json=sent)) == "malformed-request"
    sandbox.ctl("bind", username=sandbox.president["username"], sha256=sha256(key), state="none")


def test_a_certificate_without_a_number_waits_for_an_officer_however_often_its_holder_asks(
    sandbox: RunningSandbox, president: Bare, numberless: TestKey
) -> None:
    for _ in range(2):
        receipt = trial(president, numberless, sentence()).json()["id"]
        assert register(president, receipt, numberless).json()["state"] == "pending"
    sandbox.ctl("bind", username=sandbox.president["username"], sha256=sha256(numberless), state="registered")
    assert bound(president)[sha256(numberless)] == "registered"
    receipt = trial(president, numberless, sentence()).json()["id"]
    assert register(president, receipt, numberless).json()["state"] == "registered"
