"""A CMS that carries its content (RFC 5652, SignedData), by a signer who is known by their certificate."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from datetime import datetime

from asn1crypto import cms
from pyhanko.sign.general import extract_signer_info
from pyhanko.sign.validation import generic_cms

HASHES = frozenset({"sha256", "sha384", "sha512"})


class NotSigned(Exception):
    """The data are no such CMS, or by nobody who is known.  The text is for the log."""


def content(data: bytes, signers: Collection[str], at: datetime) -> bytes:
    """What ``data`` (DER) carries, if one of ``signers`` (SHA-256 of their certificates) signed it and the
    certificate is valid at ``at``.  Raises NotSigned."""
    try:
        return _content(data, signers, at)
    except NotSigned:
        raise
    except Exception as error:
        # A parser's own complaint about strange data, whatever its class.
        raise NotSigned(type(error).__name__) from error


def _content(data: bytes, signers: Collection[str], at: datetime) -> bytes:
    info = cms.ContentInfo.load(data, strict=True)
    if info["content_type"].native != "signed_data":
        raise NotSigned("no SignedData")
    signed = info["content"]
    carried = signed["encap_content_info"]["content"].native
    if not isinstance(carried, bytes) or len(signed["signer_infos"]) != 1:
        raise NotSigned("no content, or not one signer")
    certificate = generic_cms.extract_certs_for_validation(signed).signer_cert
    if hashlib.sha256(certificate.dump()).hexdigest() not in signers:
        raise NotSigned("unknown signer")
    validity = certificate["tbs_certificate"]["validity"]
    if not validity["not_before"].native <= at <= validity["not_after"].native:
        raise NotSigned("the signer's certificate is not valid")
    told = extract_signer_info(signed)
    algorithm = told["digest_algorithm"]["algorithm"].native
    if algorithm not in HASHES:
        raise NotSigned(algorithm)
    digest = hashlib.new(algorithm, carried).digest()
    intact, valid = generic_cms.validate_sig_integrity(
        told, certificate, signed["encap_content_info"]["content_type"].native, digest
    )
    if not (intact and valid):
        raise NotSigned("not intact")
    return carried
