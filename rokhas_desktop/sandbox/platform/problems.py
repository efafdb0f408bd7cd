"""Problem documents (RFC 9457): the contract's codes, their status, and what they say to a person."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.responses import JSONResponse

TITLES: Mapping[str, tuple[int, str]] = {
    "malformed-request": (400, "Demande mal formée"),
    "digest-mismatch": (400, "Les octets reçus ne sont pas ceux de l'empreinte annoncée"),
    "not-authenticated": (401, "Connexion requise"),
    "not-yours": (403, "Cet acte relève d'une autre collectivité"),
    "clerk-cannot-sign": (403, "Ce rôle prépare les actes et ne les signe pas"),
    "not-entitled": (403, "Pas d'habilitation à signer cet acte à cette date"),
    "not-help-desk": (403, "Ce tableau est réservé à l'assistance"),
    "not-found": (404, "Introuvable"),
    "act-closed": (409, "L'acte est déjà signé ou retourné"),
    "lease-held": (409, "Un autre poste a réservé cet acte"),
    "already-signed": (409, "Cette pièce a déjà été reçue, avec d'autres octets"),
    "pieces-first": (409, "La décision vient après toutes ses pièces"),
    "opinion-missing": (409, "Il manque un avis conforme"),
    "opinion-adverse": (409, "Un avis conforme est défavorable ou ajourné"),
    "act-withdrawn": (410, "Les services ont retiré cet acte"),
    "version-changed": (412, "L'acte a changé depuis son examen"),
    "too-large": (413, "Document trop volumineux"),
    "media-type": (415, "Type de contenu non accepté"),
    "idempotency-conflict": (422, "Cette clé d'idempotence a servi à une autre demande"),
    "altered-original": (422, "Le document retourné n'est pas l'original suivi d'une signature"),
    "broken-signature": (422, "Le document ne porte pas une signature d'approbation intacte de plus"),
    "weak-algorithm": (422, "Algorithme ou clé trop faible"),
    "wrong-piece": (422, "Signé pour un autre acte ou une autre pièce"),
    "untrusted-certificate": (422, "Certificat d'une autorité non reconnue"),
    "real-certificate-on-test": (422, "Certificat réel sur une plateforme d'essai"),
    "test-certificate-on-real": (422, "Certificat d'essai sur une plateforme réelle"),
    "certificate-expired": (422, "Le certificat a expiré"),
    "certificate-not-yet-valid": (422, "La validité du certificat n'a pas commencé"),
    "certificate-revoked": (422, "Le certificat est révoqué"),
    "revocation-unknown": (422, "L'état du certificat n'a pas pu être vérifié"),
    "unsuitable-certificate": (422, "Pas un certificat qualifié de signature de personne"),
    "holder-unknown": (422, "Le certificat ne porte pas de CIN lisible"),
    "wrong-holder": (422, "Le certificat est au nom d'une autre personne"),
    "trial-sentence": (422, "Ce n'est pas la phrase d'essai, ou elle a déjà servi"),
    "trial-needed": (409, "Pas d'essai de signature récent avec ce certificat"),
    "own-certificate": (409, "Ce certificat est celui du compte"),
    "upload-offset": (409, "Le transfert en est à un autre octet"),
    "upload-unknown": (409, "Aucun transfert achevé ne porte ce nom"),
    "slow-down": (429, "Trop de demandes"),
    "unavailable": (503, "Service indisponible"),
}


class Problem(Exception):
    """A request is refused.  ``detail`` is for people and holds no personal data; ``until`` and ``holder`` tell of
    another device's lease."""

    def __init__(
        self,
        code: str,
        detail: str | None = None,
        *,
        status: int | None = None,
        headers: Mapping[str, str] | None = None,
        until: str | None = None,
        holder: str | None = None,
    ) -> None:
        super().__init__(code)
        self.code = code
        self.status = status or TITLES[code][0]
        self.detail = detail
        self.headers = dict(headers or {})
        self.lease = {"until": until, "holder": holder} if until else {}

    def response(self) -> JSONResponse:
        """The problem document."""
        body = {
            "type": f"urn:rokhas:problem:{self.code}",
            "title": TITLES[self.code][1],
            "status": self.status,
            "code": self.code,
            "detail": self.detail,
            **self.lease,
        }
        return JSONResponse(body, self.status, self.headers, media_type="application/problem+json")
