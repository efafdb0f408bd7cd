"""From what a person named (a label, a serial, a CKA_ID, or nothing) to the one key that is meant."""

from __future__ import annotations

from rokhas_desktop.errors import Coded
from rokhas_desktop.token import atr, errors, reader_errors
from rokhas_desktop.token.views import KeyView, Selection, Survey, TokenView


def choose(survey: Survey, *, token: str | None = None, cert_id: str | None = None) -> Selection:
    """The key that is meant.

    ``token`` is a label or a serial, ``cert_id`` a CKA_ID in hexadecimal.  Nothing is guessed among several
    tokens; among several certificates of one token the only one that nothing speaks against is meant.  The
    issuers' certificates that lie beside the holder's are no choice, unless ``cert_id`` names one.
    Raises an error of this room, with the list to choose from.
    """
    holder = choose_token(survey, token)
    return holder.selection(_key(holder, cert_id))


def choose_token(survey: Survey, wanted: str | None) -> TokenView:
    """The token with this label or serial, or the only one, or the only one with a certificate.

    Raises an error of this room, with the list.
    """
    tokens = _each_once(survey)
    if not tokens:
        raise _nothing(survey)
    if wanted is not None:
        named = [item for item in tokens if wanted in (item.serial, item.label)]
        if not named:
            raise errors.UnknownToken(token=wanted, tokens=_tokens(tokens))
        tokens = named
    holding = [item for item in tokens if item.keys]
    tokens = holding if len(holding) == 1 and wanted is None else tokens
    if len(tokens) > 1:
        raise errors.AmbiguousToken(tokens=_tokens(tokens))
    return tokens[0]


def _each_once(survey: Survey) -> list[TokenView]:
    """A token that two modules show is one token: the first module's that shows a certificate on it."""
    found: dict[tuple[str, str], TokenView] = {}
    for item in survey.tokens:
        name = (item.serial, item.label)
        if name not in found or (item.keys and not found[name].keys):
            found[name] = item
    return list(found.values())


def _nothing(survey: Survey) -> Exception:
    cards = [card.refusal for card in atr.cards(survey) if card.refusal is not None]
    if cards and (not survey.modules or cards[0].code != reader_errors.CardNotShown.code):
        return cards[0].error()
    if not survey.modules:
        return errors.NoModule()
    failed = [item for item in survey.modules if item.code is not None]
    if len(failed) == len(survey.modules):
        return Coded(failed[0].code or "", **failed[0].details)
    return cards[0].error() if cards else errors.NoToken()


def _key(token: TokenView, cert_id: str | None) -> KeyView:
    if cert_id is not None:
        named = [key for key in token.keys if key.cka_id.lower() == cert_id.lower()]
        if not named:
            raise errors.UnknownCertificate(certificate=cert_id)
        return _only(named)
    own = [key for key in token.keys if not (key.facts and key.facts.is_ca)]
    if not own:
        raise errors.UnknownCertificate(certificate="–")
    free = [key for key in own if not key.refusals]
    return _only(free or own)


def _only(keys: list[KeyView]) -> KeyView:
    if len(keys) > 1:
        raise errors.AmbiguousCertificate(certificates=", ".join(key.cka_id for key in keys))
    return keys[0]


def _tokens(tokens: list[TokenView]) -> str:
    return ", ".join(f"{item.label} ({item.serial})" for item in tokens)
