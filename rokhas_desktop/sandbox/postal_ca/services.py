"""What the CA's services answer, made by certomancer's responders from the state on disk."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, ClassVar

from asn1crypto import algos, core, crl, keys, ocsp, tsp
from asn1crypto import x509 as asn1_x509
from certomancer.services import CRLBuilder, RevocationInfoInterface, SimpleOCSPResponder, TimeStamper
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from rokhas_desktop.sandbox.postal_ca.authority import PostalCA
from rokhas_desktop.sandbox.postal_ca.founding import Signer
from rokhas_desktop.sandbox.postal_ca.profiles import TIMESTAMP_POLICY

CRL_VALIDITY = timedelta(days=7)
OCSP_VALIDITY = timedelta(hours=24)
STALE_BY = timedelta(days=10)
"""How far back a stale answer lies: beyond the validity of either."""

STAMPED = frozenset({"sha256", "sha384", "sha512"})


class _Register(RevocationInfoInterface):
    """The CA's state as certomancer's responder asks for it."""

    def __init__(self, ca: PostalCA) -> None:
        self._ca = ca

    def get_issuer_cert(self) -> asn1_x509.Certificate:
        return _certificate(self._ca.signer("qualified-ca"))

    def check_revocation_status(self, cid: ocsp.CertId, at_time: datetime) -> tuple[ocsp.CertStatus, list[Any]]:
        serial = cid["serial_number"].native
        revocation = self._ca.state.revocation(serial)
        if revocation is not None and revocation.at <= at_time:
            info = {"revocation_time": revocation.at, "revocation_reason": revocation.reason}
            return ocsp.CertStatus("revoked", ocsp.RevokedInfo(info)), []
        own = {self._ca.signer(name).certificate.serial_number for name in ("ocsp", "tsa")}
        known = serial in own or self._ca.state.is_issued(serial)
        return ocsp.CertStatus("good" if known else "unknown", core.Null()), []


def answer_ocsp(ca: PostalCA, der: bytes) -> bytes:
    """An OCSPResponse to a DER request, signed by the delegated responder; malformedRequest if it is none."""
    try:
        request = ocsp.OCSPRequest.load(der, strict=True)
        request.native  # noqa: B018 - reads all of it, so that what is malformed is found here
    except (ValueError, TypeError, KeyError):
        return bytes(ocsp.OCSPResponse({"response_status": "malformed_request"}).dump())
    at = ca.now() - (STALE_BY if ca.faults.ocsp == "stale" else timedelta(0))
    signer = ca.signer("ocsp")
    responder = SimpleOCSPResponder(
        _certificate(signer), _key(signer), _algorithm(), at, _Register(ca), validity=OCSP_VALIDITY
    )
    return bytes(responder.build_ocsp_response(request).dump())


def build_crl(ca: PostalCA, name: str) -> bytes:
    """The list of "root" or "qualified-ca" (DER), made anew for each request.  Raises KeyError for another name."""
    if name not in {"root", "qualified-ca"}:
        raise KeyError(name)
    now = ca.now() - (STALE_BY if ca.faults.crl == "stale" else timedelta(0))
    signer = ca.signer(name)
    issuer = _certificate(signer)
    builder = CRLBuilder(issuer.subject, _key(signer), _algorithm(), issuer.key_identifier_value)
    revoked = [
        builder.format_revoked_cert(item.serial, crl.CRLReason(item.reason), item.at)
        for item in (ca.state.revocations() if name == "qualified-ca" else ())
        if item.at <= now
    ]
    return bytes(builder.build_crl(int(now.timestamp()), now, now + CRL_VALIDITY, revoked).dump())


def answer_timestamp(ca: PostalCA, der: bytes) -> bytes:
    """A TimeStampResp to a DER request; a rejection with its reason (RFC 3161 §2.4.2) if it cannot be stamped."""
    try:
        request = tsp.TimeStampReq.load(der, strict=True)
        imprint = request["message_imprint"]
        algorithm = imprint["hash_algorithm"]["algorithm"].native
        size = len(imprint["hashed_message"].native)
    except (ValueError, TypeError, KeyError):
        return _rejected("bad_data_format")
    if algorithm not in STAMPED:
        return _rejected("bad_alg")
    if size * 8 != int(algorithm[3:]):
        return _rejected("bad_data_format")
    if request["req_policy"].native not in (None, TIMESTAMP_POLICY):
        return _rejected("unaccepted_policy")
    signer = ca.signer("tsa")
    stamper = TimeStamper(
        _certificate(signer),
        _key(signer),
        certs_to_embed=[_certificate(ca.signer("qualified-ca"))],
        fixed_dt=ca.now(),
        policy=tsp.ObjectIdentifier(TIMESTAMP_POLICY),
    )
    return bytes(stamper.request_tsa_response(request).dump())


class _Rejection(core.Sequence):  # type: ignore[misc]
    """A TimeStampResp without a token, which asn1crypto's own type cannot be."""

    _fields: ClassVar = [("status", tsp.PKIStatusInfo)]


def _rejected(reason: str) -> bytes:
    return bytes(_Rejection({"status": {"status": "rejection", "fail_info": {reason}}}).dump())


def _certificate(signer: Signer) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(signer.certificate.public_bytes(Encoding.DER))


def _key(signer: Signer) -> keys.PrivateKeyInfo:
    der = signer.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return keys.PrivateKeyInfo.load(der)


def _algorithm() -> algos.SignedDigestAlgorithm:
    return algos.SignedDigestAlgorithm({"algorithm": "sha256_rsa"})
