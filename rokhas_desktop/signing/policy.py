"""How signatures are validated: whom to trust, what must be known of revocation, which algorithms are good.

The signer's own revocation status must be known; that of authorities and of timestamp servers where their
certificates say where to ask.  Weak hashes (MD5, SHA-1) are refused by pyHanko's default policy.
"""

from __future__ import annotations

from collections.abc import Sequence

from asn1crypto import x509
from pyhanko.sign.validation.policy_decl import (
    CertificateFetchingRule,
    LocalKnowledge,
    RevinfoOnlineFetchingRule,
    RevocationInfoGatheringSpec,
    SignatureValidationSpec,
)
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko_certvalidator.context import CertValidationPolicySpec
from pyhanko_certvalidator.policy_decl import CertRevTrustPolicy, RevocationCheckingPolicy, RevocationCheckingRule
from pyhanko_certvalidator.registry import SimpleTrustManager

from rokhas_desktop.signing.fetch import SessionBackend
from rokhas_desktop.signing.timestamps import Sender

_IF_DECLARED, _NEVER = RevocationCheckingRule.CHECK_IF_DECLARED, RevocationCheckingRule.NO_CHECK


def specification(
    trust: Sequence[bytes], known: Sequence[bytes], session: Sender | None, *, revocation: bool = True
) -> SignatureValidationSpec:
    """The policy for these roots (DER).

    ``known`` are authorities' certificates that may be missing from a file; without a session nothing leaves
    the PC.  ``revocation`` false asks for everything but that: to learn what an outcome was due to.
    """
    manager = SimpleTrustManager.build(trust_roots=[x509.Certificate.load(der) for der in trust])
    rule = RevinfoOnlineFetchingRule.NO_HISTORICAL_FETCH if session else RevinfoOnlineFetchingRule.LOCAL_ONLY
    return SignatureValidationSpec(
        cert_validation_policy=_policy(manager, RevocationCheckingRule.CRL_OR_OCSP_REQUIRED if revocation else _NEVER),
        ts_cert_validation_policy=_policy(manager, _IF_DECLARED if revocation else _NEVER),
        revinfo_gathering_policy=RevocationInfoGatheringSpec(
            online_fetching_rule=rule,
            fetcher_backend=SessionBackend(session) if session else None,
            certificate_fetching_rule=CertificateFetchingRule.NEVER_FETCH,
        ),
        local_knowledge=LocalKnowledge(known_certs=[x509.Certificate.load(der) for der in known]),
        key_usage_settings=KeyUsageConstraints(
            key_usage={"non_repudiation", "digital_signature"}, match_all_key_usages=False
        ),
    )


def _policy(manager: SimpleTrustManager, signer: RevocationCheckingRule) -> CertValidationPolicySpec:
    checking = RevocationCheckingPolicy(
        ee_certificate_rule=signer, intermediate_ca_cert_rule=_NEVER if signer == _NEVER else _IF_DECLARED
    )
    return CertValidationPolicySpec(trust_manager=manager, revinfo_policy=CertRevTrustPolicy(checking))
