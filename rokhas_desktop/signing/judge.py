"""Which process of ETSI EN 319 102-1 judges a signature, and what it says (pyHanko's implementation).

Basic (5.3), with time where a timestamp stands over the signature (5.5), and the past where the file carries
proofs (5.6): the control time slides back over what the document timestamps prove to have existed.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from asn1crypto import crl as asn1_crl
from asn1crypto import ocsp as asn1_ocsp
from pyhanko.pdf_utils.decode_limits import DecodePurpose
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESIndeterminate, AdESPassed, AdESStatus
from pyhanko.sign.general import extract_signer_info
from pyhanko.sign.validation import ades, generic_cms
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.errors import NoDSSFoundError, SignatureValidationError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.policy_decl import PdfSignatureValidationSpec, SignatureValidationSpec
from pyhanko_certvalidator.ltv.poe import POEType
from pyhanko_certvalidator.ltv.types import ValidationTimingInfo
from pyhanko_certvalidator.revinfo.archival import CRLContainer, OCSPContainer

from rokhas_desktop.signing import cms, holder, levels
from rokhas_desktop.signing.policy import specification
from rokhas_desktop.signing.timestamps import Sender

TRY_LATER = "TRY_LATER"


@dataclass(frozen=True, slots=True)
class Judgement:
    """An indication, its sub-indication (None if it passed), and since when the signature is proven to exist."""

    status: AdESStatus
    sub_indication: str | None
    proven: datetime | None


class Judge:
    """What every signature of a file is judged by.

    ``trust`` are the roots that are believed, ``known`` further authorities (DER).  Without a session nothing is
    fetched.  ``at`` is the moment of the verification, None for now.
    """

    def __init__(
        self, trust: Sequence[bytes], known: Sequence[bytes], session: Sender | None, at: datetime | None = None
    ) -> None:
        self.trust, self.known = trust, known
        self._spec = specification(trust, known, session)
        self._but_revocation = specification(trust, known, None, revocation=False)
        self._timing = ValidationTimingInfo(at, at, point_in_time_validation=True) if at is not None else None

    def embedded(self, signature: EmbeddedPdfSignature) -> Judgement:
        """A signature in a PDF: the present, then what the document's timestamps prove of the past."""
        digest, data = signature.compute_digest(), signature.signed_data
        spec, unchecked = _with_store(self._spec, signature.reader), _with_store(self._but_revocation, signature.reader)
        outcome = self._present(data, digest, spec)
        found, proven = outcome.ades_subindic, _stamped(outcome)
        if levels.document_timestamps(signature) and found.status != AdESStatus.FAILED:
            past, archived = self._past(signature, spec, found)
            if past == AdESPassed.OK or found.status == AdESStatus.INDETERMINATE:
                found = past
            proven = min((one for one in (proven, archived) if one is not None), default=None)
        return Judgement(found.status, self._sub_indication(found, data, digest, unchecked), proven)

    def detached(self, signed_data: Any, digest: bytes) -> Judgement:
        """A signature beside its file."""
        outcome = self._present(signed_data, digest, self._spec)
        sub = self._sub_indication(outcome.ades_subindic, signed_data, digest, self._but_revocation)
        return Judgement(outcome.ades_subindic.status, sub, _stamped(outcome))

    def who(self, certificate: Any, others: Sequence[Any]) -> holder.Who:
        """Who signed."""
        return holder.describe(certificate.dump(), [*(one.dump() for one in others), *self.known], self.trust)

    def _present(self, signed_data: Any, digest: bytes, spec: SignatureValidationSpec) -> Any:
        stamped = has_timestamp(extract_signer_info(signed_data))
        process = ades.ades_with_time_validation if stamped else ades.ades_basic_validation
        return cms.run(process(signed_data, spec, timing_info=self._timing, raw_digest=digest))

    def _past(
        self, signature: EmbeddedPdfSignature, spec: SignatureValidationSpec, present: Any
    ) -> tuple[Any, datetime | None]:
        """The sub-indication by past validation (5.6.2.4), and the oldest document timestamp that is believed."""
        if has_timestamp(signature.signer_info):
            found = cms.run(ades.ades_lta_validation(signature, PdfSignatureValidationSpec(spec), self._timing))
            return found.ades_subindic, found.oldest_evidence_record_timestamp
        # pyHanko's long-term process wants a timestamp in the signature; a document timestamp is as good a proof, and
        # these two of its functions judge it (the lock file holds the version; tests/signing_room/test_extend.py).
        policy = PdfSignatureValidationSpec(spec).diff_policy
        stamps = ades._build_prima_facie_poe_index_from_pdf_timestamps(  # noqa: SLF001
            signature.reader, include_content_ts=True, diff_policy=policy
        )
        try:
            proofs = cms.run(ades._validate_prima_facie_poe(stamps, spec, self._timing))  # noqa: SLF001
        except SignatureValidationError:
            return present, None
        later = [one.timestamp_dt for one in stamps if one.pdf_revision > signature.signed_revision]
        proven = min(later, default=None)
        if present == AdESPassed.OK or proven is None:
            return present, proven
        proofs.register(signature.signer_info["signature"].native, POEType.VALIDATION, proven)
        control = self._timing.validation_time if self._timing else None
        process = ades.ades_past_signature_validation(signature.signed_data, spec, proofs, present, control)
        return cms.run(process), proven

    def _sub_indication(
        self, found: Any, signed_data: Any, digest: bytes, unchecked: SignatureValidationSpec
    ) -> str | None:
        """The standard's name, None if it passed.

        pyHanko says "general failure" where nothing is known of revocation; if all but that is good, the
        standard's word is TRY_LATER (EN 319 102-1, 5.2.6.4).
        """
        if found == AdESPassed.OK:
            return None
        if found == AdESIndeterminate.CERTIFICATE_CHAIN_GENERAL_FAILURE:
            again = cms.run(
                ades.ades_basic_validation(signed_data, unchecked, timing_info=self._timing, raw_digest=digest)
            )
            if again.ades_subindic == AdESPassed.OK:
                return TRY_LATER
        return str(found.standard_name)


def _stamped(outcome: Any) -> datetime | None:
    """When the signature's own timestamp says that it existed, if that one is believed."""
    stamp = getattr(outcome.api_status, "timestamp_validity", None)
    if stamp is None or not (stamp.valid and stamp.intact and stamp.trusted):
        return None
    said: datetime = stamp.timestamp
    return said


def has_timestamp(signer_info: Any) -> bool:
    """Whether a signature carries a timestamp of its own."""
    return next(generic_cms.extract_tst_data_iter(signer_info, signed=False), None) is not None


def _with_store(spec: SignatureValidationSpec, reader: PdfFileReader) -> SignatureValidationSpec:
    """The policy with what the document's security store knows."""
    try:
        store = DocumentSecurityStore.read_dss(reader)
        certificates = list(store.load_certs())
        answers = [asn1_ocsp.OCSPResponse.load(_data(one, DecodePurpose.OCSP_RESPONSE)) for one in store.ocsps]
        lists = [asn1_crl.CertificateList.load(_data(one, DecodePurpose.CRL)) for one in store.crls]
    except (NoDSSFoundError, ValueError, TypeError, KeyError, AttributeError):
        return spec
    known = dataclasses.replace(
        spec.local_knowledge,
        known_certs=[*spec.local_knowledge.known_certs, *certificates],
        known_ocsps=[container for one in answers for container in OCSPContainer.load_multi(one)],
        known_crls=[CRLContainer(one) for one in lists],
    )
    return dataclasses.replace(spec, local_knowledge=known)


def _data(stream: Any, purpose: DecodePurpose) -> bytes:
    found: bytes = stream.get_object().read_data(purpose)
    return found
