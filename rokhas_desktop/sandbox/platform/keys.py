"""What the platform knows of its signers' keys: their declared way, trials, bound certificates, notices.

It issues no keys and declares nothing itself, but that a certificate was registered here.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
import secrets
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from asn1crypto import cms, core
from asn1crypto import x509 as asn1_x509
from pyhanko.sign.general import extract_signer_info
from pyhanko.sign.validation import generic_cms
from sqlalchemy import select
from sqlalchemy.orm import Session

from rokhas_desktop.identity.certificates import read_facts
from rokhas_desktop.sandbox.platform import reading, trust, views
from rokhas_desktop.sandbox.platform.acts import Visitor
from rokhas_desktop.sandbox.platform.problems import Problem
from rokhas_desktop.sandbox.platform.service import Service
from rokhas_desktop.sandbox.platform.tables import Account, Bound, KeyStep, Notice, Trial

SENTENCE = re.compile(
    r"Essai de signature, sans valeur d'acte – تجربة توقيع، دون قيمة قرار"
    r" – (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d) – ([0-9a-f]{32})"
)
OLDEST, NEWEST = timedelta(minutes=15), timedelta(minutes=5)
STEPS = ("ordered", "at_agency", "face_to_face", "picked_up", "delivery_record", "activated", "registered", "revoked")
IN_PLACE_OF = frozenset(
    {
        "delegation_of_signature",
        "delegation_of_powers",
        "acting_vice_president",
        "acting_councillor",
        "special_committee",
        "governor",
        "governor_delegate",
    }
)
"""Who may sign while a president's key is not ready (organic law 113-14, arts. 74, 76, 103, 109)."""


def way(session: Session, account: Account, today: date) -> views.Json:
    """The contract's ``KeyDeclarations``."""
    return {
        "items": [step.content for step in account.key_steps],
        "meanwhile": list(_meanwhile(session, account, today)),
    }


def _meanwhile(session: Session, account: Account, today: date) -> Iterator[views.Json]:
    places = {held.territory for held in account.entitlements}
    for other in session.scalars(select(Account).where(Account.id != account.id).order_by(Account.id)):
        for held in other.entitlements:
            content = held.content
            in_force = content["valid_from"] <= today.isoformat() <= views.last_day(content) and not held.suspended
            if held.territory in places and content["kind"] in IN_PLACE_OF and in_force:
                yield {
                    "kind": content["kind"],
                    "capacity": content["capacity"],
                    "name": other.name,
                    "valid_to": content["valid_to"],
                    "key_ready": _ready(other),
                }


def somebody_signs(session: Session, account: Account, today: date) -> bool | None:
    """Whether somebody else may sign with a ready key; None where it is not known."""
    ready = {one["key_ready"] for one in _meanwhile(session, account, today)}
    return True if True in ready else None if None in ready else False


def _ready(account: Account) -> bool | None:
    states = {step.content["step"]: step.content["state"] for step in account.key_steps}
    if states.get("revoked") == "done":
        return False
    return {"done": True, "pending": False}.get(states.get("activated", "unknown"))


def declare(account: Account, step: str, state: str, by: str | None, on: date | None) -> None:
    """Write down what somebody says of one step."""
    content = {
        "step": step,
        "state": state,
        "declared_by": by if state != "unknown" else None,
        "declared_on": on.isoformat() if on and state == "done" else None,
        "note": None,
    }
    known = next((one for one in account.key_steps if one.content["step"] == step), None)
    if known is not None:
        known.content = content
        return
    account.key_steps.append(KeyStep(position=STEPS.index(step), content=content))


def trial(service: Service, visitor: Visitor, given: Any) -> views.Json:
    """Verify a trial signature.  Refuses: trial-sentence, broken-signature, and a certificate as for an act."""
    sentence, signature = _trial_of(given)
    now = service.clock.now()
    nonce = _read_sentence(sentence, now)
    certificate, others = _verify(sentence.encode(), signature)
    trust.judge(certificate, others, service.anchors, service.revocation, now)
    sha256 = hashlib.sha256(certificate).hexdigest()
    with service.database.write() as session:
        account = session.get_one(Account, visitor.account_id)
        numbered = read_facts(certificate).holder.id_kind != "none"
        trust.holder(certificate, account.cin, account.name, bound=frozenset() if numbered else frozenset({sha256}))
        if session.scalars(select(Trial).where(Trial.nonce == nonce)).first() is not None:
            raise Problem("trial-sentence", "nonce")
        made = Trial(
            id=f"trial-{secrets.token_hex(8)}",
            account_id=account.id,
            nonce=nonce,
            sha256=sha256,
            numbered=numbered,
            verified_at=now,
        )
        session.add(made)
        return {"id": made.id, "certificate_sha256": sha256, "verified_at": views.moment(now)}


def _trial_of(given: Any) -> tuple[str, bytes]:
    sentence = given.get("sentence") if isinstance(given, dict) else None
    encoded = given.get("signature") if isinstance(given, dict) else None
    if not isinstance(sentence, str) or not isinstance(encoded, str):
        raise Problem("malformed-request", "sentence, signature")
    try:
        return sentence, base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        raise Problem("malformed-request", "signature") from None


def _read_sentence(sentence: str, now: datetime) -> str:
    """Its nonce."""
    found = SENTENCE.fullmatch(sentence)
    if found is None:
        raise Problem("trial-sentence", "form")
    try:
        made = datetime.fromisoformat(found.group(1))
    except ValueError:
        raise Problem("trial-sentence", "moment") from None
    if not now - OLDEST <= made <= now + NEWEST:
        raise Problem("trial-sentence", "moment")
    return found.group(2)


def _verify(data: bytes, signature: bytes) -> tuple[bytes, tuple[bytes, ...]]:
    """The signer's certificate and those beside it (DER), once the CMS is a good detached one over ``data``."""
    try:
        return _read_cms(data, signature)
    except reading.MALFORMED as error:
        raise Problem("broken-signature", type(error).__name__) from error


def _read_cms(data: bytes, signature: bytes) -> tuple[bytes, tuple[bytes, ...]]:
    content = cms.ContentInfo.load(signature, strict=True)["content"]
    if not isinstance(content, cms.SignedData) or not isinstance(content["encap_content_info"]["content"], core.Void):
        raise Problem("broken-signature", "not detached")
    if len(content["signer_infos"]) != 1:
        raise Problem("broken-signature", "signers")
    info = extract_signer_info(content)
    certs = generic_cms.extract_certs_for_validation(content)
    signer: asn1_x509.Certificate = certs.signer_cert
    algorithm = info["digest_algorithm"]["algorithm"].native
    reading.strong(info, signer, algorithm)
    intact, valid = generic_cms.validate_sig_integrity(info, signer, "data", hashlib.new(algorithm, data).digest())
    if not (intact and valid):
        raise Problem("broken-signature", "not intact")
    return signer.dump(), tuple(other.dump() for other in certs.other_certs)


def register(service: Service, visitor: Visitor, given: Any) -> views.Json:
    """Bind the certificate of a fresh trial.  Refuses: trial-needed."""
    named = (given.get("trial"), given.get("certificate_sha256")) if isinstance(given, dict) else (None, None)
    if not all(isinstance(one, str) for one in named):
        raise Problem("malformed-request", "trial, certificate_sha256")
    now = service.clock.now()
    with service.database.write() as session:
        account = session.get_one(Account, visitor.account_id)
        known = next((one for one in account.certificates if one.sha256 == named[1]), None)
        if known is not None:
            return views.bound(known)
        found = session.get(Trial, named[0])
        fresh = found is not None and (found.account_id, found.sha256) == (account.id, named[1])
        if found is None or not fresh or now - found.verified_at > OLDEST:
            raise Problem("trial-needed")
        made = Bound(sha256=found.sha256, state="registered" if found.numbered else "pending", since=now)
        account.certificates.append(made)
        if found.numbered:
            declare(account, "registered", "done", "holder", service.clock.today())
        return views.bound(made)


def bind(service: Service, username: str, sha256: str, state: str) -> views.Json:
    """What an officer of the platform does: bind a certificate ("registered"), or take it away ("none").

    Refuses: not-found.
    """
    with service.database.write() as session:
        account = session.scalars(select(Account).where(Account.username == username)).first()
        if account is None:
            raise Problem("not-found", username)
        for known in [one for one in account.certificates if one.sha256 == sha256]:
            session.delete(known)
        session.flush()
        if state != "none":
            session.add(Bound(account_id=account.id, sha256=sha256, state=state, since=service.clock.now()))
        if state == "registered":
            declare(account, "registered", "done", "holder", service.clock.today())
        return {"username": username, "sha256": sha256, "state": state}


def notify(service: Service, visitor: Visitor, given: Any) -> views.Json:
    """Take a notice about a predecessor's certificate.  Refuses: own-certificate."""
    sha256, issuer, serial = _notice_of(given)
    with service.database.write() as session:
        account = session.get_one(Account, visitor.account_id)
        if any(one.sha256 == sha256 for one in account.certificates):
            raise Problem("own-certificate")
        same = select(Notice).where(Notice.account_id == account.id, Notice.sha256 == sha256)
        found = session.scalars(same).first()
        if found is None:
            found = Notice(
                id=f"notice-{secrets.token_hex(8)}",
                account_id=account.id,
                sha256=sha256,
                issuer=issuer,
                serial=serial,
                received_at=service.clock.now(),
            )
            session.add(found)
        return {"id": found.id, "received_at": views.moment(found.received_at)}


def _notice_of(given: Any) -> tuple[str, str, str]:
    values = given if isinstance(given, dict) else {}
    sha256, issuer, serial = (values.get(name) for name in ("certificate_sha256", "issuer", "serial"))
    forms = ((sha256, r"[0-9a-f]{64}"), (issuer, r"[^\x00]{1,200}"), (serial, r"[0-9a-f]{1,40}"))
    if values.get("confirmed") is not True or not all(isinstance(v, str) and re.fullmatch(f, v) for v, f in forms):
        raise Problem("malformed-request", "certificate_sha256, issuer, serial, confirmed")
    return str(sha256), str(issuer), str(serial)
