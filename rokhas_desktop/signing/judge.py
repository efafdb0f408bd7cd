"""Which process of ETSI EN 319 102-1 judges a signature, and what it says (pyHanko's implementation).

Basic (5.3), with time where a timestamp stands over the signature (5.5), and the past where the file carries
proofs (5.6): the control time slides back over what the document timestamps prove to have existed.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
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
from pyhanko.sign.validation.errors import NoDSSFoundError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.policy_decl import PdfSignatureValidationSpec, SignatureValidationSpec
from pyhanko_certvalidator.ltv.types import ValidationTimingInfo
from pyhanko_certvalidator.revinfo.archival import CRLContainer, OCSPContainer

from rokhas_desktop.signing import cms, holder, levels
from rokhas_desktop.signing.policy import specification
from rokhas_desktop.signing.timestamps import Sender

TRY_LATER = "TRY_LATER"


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

    def embedded(self, signature: EmbeddedPdfSignature) -> tuple[Any, str | None]:
        """The outcome for a signature in a PDF and its sub-indication, None if it passed."""
        digest = signature.compute_digest()
        spec, unchecked = _with_store(self._spec, signature.reader), _with_store(self._but_revocation, signature.reader)
        outcome = self._present(signature.signed_data, digest, spec)
        if levels.document_timestamps(signature):
            # What is proven of the past decides what cannot be said today, and gives the time (5.6).
            past = cms.run(ades.ades_lta_validation(signature, PdfSignatureValidationSpec(spec), self._timing))
            if _passed(past) or outcome.ades_subindic.status == AdESStatus.INDETERMINATE:
                outcome = past
        return outcome, self._sub_indication(outcome, signature.signed_data, digest, unchecked)

    def detached(self, signed_data: Any, digest: bytes) -> tuple[Any, str | None]:
        """The outcome for a signature beside its file, and its sub-indication."""
        outcome = self._present(signed_data, digest, self._spec)
        return outcome, self._sub_indication(outcome, signed_data, digest, self._but_revocation)

    def who(self, certificate: Any, others: Sequence[Any]) -> holder.Who:
        """Who signed."""
        return holder.describe(certificate.dump(), [*(one.dump() for one in others), *self.known], self.trust)

    def _present(self, signed_data: Any, digest: bytes, spec: SignatureValidationSpec) -> Any:
        stamped = has_timestamp(extract_signer_info(signed_data))
        process = ades.ades_with_time_validation if stamped else ades.ades_basic_validation
        return cms.run(process(signed_data, spec, timing_info=self._timing, raw_digest=digest))

    def _sub_indication(
        self, outcome: Any, signed_data: Any, digest: bytes, unchecked: SignatureValidationSpec
    ) -> str | None:
        """The outcome's, None if it passed.

        pyHanko says "general failure" where nothing is known of revocation; if all but that is good, the
        standard's word is TRY_LATER (EN 319 102-1, 5.2.6.4).
        """
        if _passed(outcome):
            return None
        if outcome.ades_subindic == AdESIndeterminate.CERTIFICATE_CHAIN_GENERAL_FAILURE:
            again = cms.run(
                ades.ades_basic_validation(signed_data, unchecked, timing_info=self._timing, raw_digest=digest)
            )
            if _passed(again):
                return TRY_LATER
        return str(outcome.ades_subindic.standard_name)


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


def _passed(outcome: Any) -> bool:
    return bool(outcome.ades_subindic == AdESPassed.OK)
