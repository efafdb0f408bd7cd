"""Reads what OCSP responders and revocation lists say, and believes nothing that is not signed, fresh and ours.

Pure: no network, no clock (RFC 6960 §3.2 and §4.2.2, RFC 5280 §6.3).  Whatever does not hold is
:class:`NotUsable`; its text is for the log.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.x509 import ocsp
from cryptography.x509.oid import ExtendedKeyUsageOID, ExtensionOID, SignatureAlgorithmOID

SKEW = timedelta(minutes=5)
"""How far the PC's clock and the authority's may differ."""
WITHOUT_NEXT = timedelta(hours=24)
"""How old an answer may be that does not say when the next one comes."""
HASHES = (hashes.SHA256, hashes.SHA384, hashes.SHA512)


class NotUsable(Exception):
    """An answer that says nothing we may rely on."""


@dataclass(frozen=True, slots=True)
class Said:
    """One usable answer about one certificate."""

    state: Literal["good", "revoked", "unknown"]
    this_update: datetime
    next_update: datetime | None
    revoked_at: datetime | None


def ocsp_request(certificate: x509.Certificate, issuer: x509.Certificate, nonce: bytes) -> ocsp.OCSPRequest:
    """A request with a nonce (RFC 9654).  The identifier is by SHA-1, which every responder understands."""
    builder = ocsp.OCSPRequestBuilder().add_certificate(certificate, issuer, hashes.SHA1())  # noqa: S303
    return builder.add_extension(x509.OCSPNonce(nonce), critical=False).build()


def read_ocsp(der: bytes, request: ocsp.OCSPRequest, issuer: x509.Certificate, nonce: bytes, at: datetime) -> Said:
    """What an OCSPResponse says about the certificate of ``request``.

    Signed by the issuer, or by a responder that the issuer certified for it (id-kp-OCSPSigning).  A nonce
    that comes back must be ours; one that does not is accepted (RFC 5019), bounded by the answer's age.
    Raises NotUsable.
    """
    try:
        response = ocsp.load_der_ocsp_response(der)
        if response.response_status is not ocsp.OCSPResponseStatus.SUCCESSFUL:
            raise NotUsable(response.response_status.name)
        _check_ocsp_signature(response, issuer, at)
        _check_nonce(response, nonce)
        single = _single(response.responses, request)
        _check_fresh(single.this_update_utc, single.next_update_utc, at)
        return Said(
            state=_OCSP_STATES[single.certificate_status],
            this_update=single.this_update_utc,
            next_update=single.next_update_utc,
            revoked_at=single.revocation_time_utc,
        )
    except (ValueError, TypeError, UnsupportedAlgorithm, InvalidSignature, x509.DuplicateExtension) as error:
        raise NotUsable(type(error).__name__) from error


def read_crl(data: bytes, certificate: x509.Certificate, issuer: x509.Certificate, point: str, at: datetime) -> Said:
    """What a revocation list (DER or PEM), found at the URL ``point``, says about ``certificate``.

    The list is the issuer's own, complete for such a certificate, signed and in force.  Raises NotUsable.
    """
    try:
        load = x509.load_pem_x509_crl if data.lstrip().startswith(b"-----BEGIN") else x509.load_der_x509_crl
        crl = load(data)
        if crl.issuer != issuer.subject or not _may_sign_lists(issuer):
            raise NotUsable("another issuer's list")
        _check_hash(crl.signature_hash_algorithm)
        if not crl.is_signature_valid(issuer.public_key()):  # type: ignore[arg-type]
            raise NotUsable("signature")
        _check_scope(crl, certificate, point)
        _check_fresh(crl.last_update_utc, crl.next_update_utc, at)
        entry = crl.get_revoked_certificate_by_serial_number(certificate.serial_number)
    except (ValueError, TypeError, UnsupportedAlgorithm, x509.DuplicateExtension) as error:
        raise NotUsable(type(error).__name__) from error
    return Said(
        state="good" if entry is None else "revoked",
        this_update=crl.last_update_utc,
        next_update=crl.next_update_utc,
        revoked_at=None if entry is None else entry.revocation_date_utc,
    )


_OCSP_STATES: dict[ocsp.OCSPCertStatus, Literal["good", "revoked", "unknown"]] = {
    ocsp.OCSPCertStatus.GOOD: "good",
    ocsp.OCSPCertStatus.REVOKED: "revoked",
    ocsp.OCSPCertStatus.UNKNOWN: "unknown",
}


def _single(singles: Iterable[ocsp.OCSPSingleResponse], request: ocsp.OCSPRequest) -> ocsp.OCSPSingleResponse:
    asked = (request.serial_number, request.issuer_name_hash, request.issuer_key_hash)
    for single in singles:
        if (single.serial_number, single.issuer_name_hash, single.issuer_key_hash) == asked:
            return single
    raise NotUsable("another certificate's answer")


def _check_nonce(response: ocsp.OCSPResponse, nonce: bytes) -> None:
    try:
        said = response.extensions.get_extension_for_class(x509.OCSPNonce).value.nonce
    except x509.ExtensionNotFound:
        return
    if said != nonce:
        raise NotUsable("an answer to another request")


def _check_fresh(this_update: datetime, next_update: datetime | None, at: datetime) -> None:
    until = next_update if next_update is not None else this_update + WITHOUT_NEXT
    if not this_update - SKEW <= at <= until + SKEW:
        raise NotUsable("not in force now")


def _check_ocsp_signature(response: ocsp.OCSPResponse, issuer: x509.Certificate, at: datetime) -> None:
    for responder in (issuer, *response.certificates):
        if _is_named(responder, response) and _may_answer(responder, issuer, at):
            _verify(responder, response)
            return
    raise NotUsable("no responder that the issuer authorised")


def _is_named(responder: x509.Certificate, response: ocsp.OCSPResponse) -> bool:
    if response.responder_key_hash is not None:
        return x509.SubjectKeyIdentifier.from_public_key(responder.public_key()).digest == response.responder_key_hash
    return responder.subject == response.responder_name


def _may_answer(responder: x509.Certificate, issuer: x509.Certificate, at: datetime) -> bool:
    """RFC 6960 §4.2.2.2: the issuer itself, or one that it certified directly for this purpose."""
    if responder == issuer:
        return True
    try:
        purposes = responder.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
        responder.verify_directly_issued_by(issuer)
    except (x509.ExtensionNotFound, InvalidSignature, ValueError, TypeError):
        return False
    valid = responder.not_valid_before_utc - SKEW <= at <= responder.not_valid_after_utc + SKEW
    return valid and ExtendedKeyUsageOID.OCSP_SIGNING in purposes


def _verify(responder: x509.Certificate, response: ocsp.OCSPResponse) -> None:
    algorithm = _check_hash(response.signature_hash_algorithm)
    key = responder.public_key()
    signature, message = response.signature, response.tbs_response_bytes
    if isinstance(key, rsa.RSAPublicKey) and response.signature_algorithm_oid != SignatureAlgorithmOID.RSASSA_PSS:
        key.verify(signature, message, padding.PKCS1v15(), algorithm)
    elif isinstance(key, ec.EllipticCurvePublicKey):
        key.verify(signature, message, ec.ECDSA(algorithm))
    else:
        raise NotUsable("signature algorithm")


def _check_hash(algorithm: hashes.HashAlgorithm | None) -> hashes.HashAlgorithm:
    if not isinstance(algorithm, HASHES):
        raise NotUsable("weak hash")
    return algorithm


def _may_sign_lists(issuer: x509.Certificate) -> bool:
    try:
        return issuer.extensions.get_extension_for_class(x509.KeyUsage).value.crl_sign
    except x509.ExtensionNotFound:
        return True


def _check_scope(crl: x509.CertificateRevocationList, certificate: x509.Certificate, point: str) -> None:
    """RFC 5280 §5.2.5: a list cut in parts says which; a delta or an unknown critical extension is not for us."""
    for extension in crl.extensions:
        if isinstance(extension.value, x509.IssuingDistributionPoint):
            _check_part(extension.value, certificate, point)
        elif extension.critical or extension.oid == ExtensionOID.DELTA_CRL_INDICATOR:
            raise NotUsable("a list of another kind")


def _check_part(part: x509.IssuingDistributionPoint, certificate: x509.Certificate, point: str) -> None:
    if part.indirect_crl or part.only_contains_attribute_certs or part.only_some_reasons or part.relative_name:
        raise NotUsable("a list of another kind")
    if part.only_contains_ca_certs and not _is_ca(certificate):
        raise NotUsable("a list of authorities")
    if part.only_contains_user_certs and _is_ca(certificate):
        raise NotUsable("a list of users")
    names = {name.value for name in part.full_name or () if isinstance(name, x509.UniformResourceIdentifier)}
    if part.full_name is not None and point not in names:
        raise NotUsable("another part of the list")


def _is_ca(certificate: x509.Certificate) -> bool:
    try:
        return certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    except x509.ExtensionNotFound:
        return False
