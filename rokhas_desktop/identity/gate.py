"""Who may sign what: the gate between a key and an act.  Pure; every reason is a code of the catalogue.

Never says why an entitlement ended: the client does not know, and must not guess (LO 113-14 arts 20, 64).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Protocol

from rokhas_desktop import catalogue
from rokhas_desktop.errors import Detail
from rokhas_desktop.identity import names
from rokhas_desktop.identity.entitlements import EntitlementLike, NeedLike, entitled
from rokhas_desktop.identity.holder import Holder, mask_cin, normalise
from rokhas_desktop.identity.refusal import Refusal

ANOTHERS_KEY, NO_NUMBER, OTHER_NUMBER, ACCOUNT_WITHOUT_NUMBER = "IDN-001", "IDN-002", "IDN-003", "IDN-004"
ANOTHER_NAME, NAME_SPELLED_OTHERWISE, NOT_CONFIRMED = "IDN-005", "IDN-006", "IDN-007"
WITHOUT_NUMBER = frozenset({NO_NUMBER, NOT_CONFIRMED})
"""What does not forbid a trial: it is by a trial that such a certificate is bound to the account."""
NOT_ENTITLED, NONE_IN_FORCE, NOT_A_SIGNER = "IDN-010", "IDN-011", "IDN-012"
OPINION_MISSING, OPINION_ADVERSE = "IDN-020", "IDN-021"

FAVOURABLE = frozenset({"favourable", "favourable_with_reserves"})


class TextLike(Protocol):
    """One text in the two administrative languages."""

    @property
    def fr(self) -> str:
        """French."""
        ...

    @property
    def ar(self) -> str:
        """Arabic."""
        ...


class NameLike(Protocol):
    """A person's name in both scripts."""

    @property
    def surname(self) -> TextLike:
        """Family name."""
        ...

    @property
    def given_names(self) -> TextLike:
        """First names."""
        ...


class BoundLike(Protocol):
    """A certificate that the platform holds for the account."""

    @property
    def sha256(self) -> str:
        """Of the certificate (DER), hexadecimal."""
        ...

    @property
    def state(self) -> str:
        """Only "registered" ones are bound."""
        ...


class AccountLike(Protocol):
    """The account that is logged in."""

    @property
    def role(self) -> str:
        """Only "signer" signs."""
        ...

    @property
    def name(self) -> NameLike:
        """The holder's name."""
        ...

    @property
    def cin(self) -> str | None:
        """The holder's national ID number."""
        ...

    @property
    def entitlements(self) -> Sequence[EntitlementLike]:
        """What the holder may sign."""
        ...

    @property
    def certificates(self) -> Sequence[BoundLike]:
        """The certificates bound to the account, or waiting to be."""
        ...


class OpinionLike(Protocol):
    """What a member of the commission said (RGC 2019 art. 38)."""

    @property
    def authority(self) -> TextLike:
        """Who."""
        ...

    @property
    def authority_code(self) -> str:
        """Who, by code."""
        ...

    @property
    def verdict(self) -> str:
        """ "favourable", "favourable_with_reserves", "adverse" or "adjourned"."""
        ...

    @property
    def binding(self) -> bool:
        """Whether the act is void against it."""
        ...

    @property
    def given_on(self) -> date:
        """When."""
        ...


class ActLike(Protocol):
    """What an act needs before it may be signed."""

    @property
    def need(self) -> NeedLike:
        """The entitlement."""
        ...

    @property
    def required_opinions(self) -> Sequence[str]:
        """The codes of the authorities whose binding opinion must be there."""
        ...

    @property
    def opinions(self) -> Sequence[OpinionLike]:
        """The opinions given."""
        ...


def check_signer(account: AccountLike, holder: Holder, sha256: str) -> tuple[Refusal, ...]:
    """Why a certificate's holder is not the account's; the last may be a warning (see :func:`split`).

    The number decides; the name is only compared where the numbers are the same, or where the platform bound
    the certificate with this SHA-256 to the account because it holds no number.
    """
    if account.role != "signer":
        return (Refusal(NOT_A_SIGNER),)
    if not account.cin:
        return (Refusal(ACCOUNT_WITHOUT_NUMBER),)
    if holder.id_kind == "none":
        return tuple(_unnumbered(account, holder, sha256))
    if holder.cin is None:
        return (Refusal(OTHER_NUMBER),)
    if normalise(holder.cin) != normalise(account.cin):
        return (Refusal(ANOTHERS_KEY, {"cin": mask_cin(normalise(holder.cin))}),)
    return tuple(_name(account, holder))


def _unnumbered(account: AccountLike, holder: Holder, sha256: str) -> Iterator[Refusal]:
    """A certificate without a number: its name alone proves nothing, the platform's word with it does."""
    states = {one.state for one in account.certificates if one.sha256 == sha256}
    if "registered" not in states:
        yield Refusal(NOT_CONFIRMED if states else NO_NUMBER)
    elif not names.words(f"{holder.surname or ''} {holder.given_names or ''} {holder.common_name or ''}"):
        yield Refusal(ANOTHER_NAME)
    else:
        yield from _name(account, holder)


def _name(account: AccountLike, holder: Holder) -> Iterator[Refusal]:
    person = account.name
    known = [f"{person.surname.fr} {person.given_names.fr}", f"{person.surname.ar} {person.given_names.ar}"]
    told = [f"{holder.surname or ''} {holder.given_names or ''}", holder.common_name or ""]
    likeness = {names.best(spelling, known) for spelling in told if names.words(spelling)}
    if "same" in likeness or not likeness:
        return
    yield Refusal(NAME_SPELLED_OTHERWISE if "similar" in likeness else ANOTHER_NAME)


def check_act(account: AccountLike, act: ActLike, on: date) -> tuple[Refusal, ...]:
    """Why this account may not sign this act on this day of the platform's, whatever the key."""
    return (*check_entitlement(account, act.need, on), *check_opinions(act))


def check_entitlement(account: AccountLike, need: NeedLike, on: date) -> tuple[Refusal, ...]:
    """Role and entitlement."""
    if account.role != "signer":
        return (Refusal(NOT_A_SIGNER),)
    if entitled(account.entitlements, need, on) is None:
        return (Refusal(NOT_ENTITLED, {"date": on.strftime("%d/%m/%Y")}),)
    return ()


def check_opinions(act: ActLike) -> tuple[Refusal, ...]:
    """The binding opinions that are missing or not favourable (RGC 2019 art. 39; LO 113-14 art. 101).

    Of one authority the last binding opinion counts.
    """
    last: dict[str, OpinionLike] = {}
    for opinion in sorted((one for one in act.opinions if one.binding), key=lambda one: one.given_on):
        last[opinion.authority_code] = opinion
    missing = [code for code in act.required_opinions if code not in last]
    adverse = [opinion for opinion in last.values() if opinion.verdict not in FAVOURABLE]
    return (
        *(Refusal(OPINION_ADVERSE, _who(one)) for one in adverse),
        *(Refusal(OPINION_MISSING, {"authority": code}) for code in missing),
    )


def _who(opinion: OpinionLike) -> dict[str, Detail]:
    return {"authority": opinion.authority.fr, "authority_ar": opinion.authority.ar}


def split(found: Iterable[Refusal]) -> tuple[tuple[Refusal, ...], tuple[Refusal, ...]]:
    """What forbids, and what only warns and may be confirmed by the person."""
    forbids: list[Refusal] = []
    warns: list[Refusal] = []
    for one in found:
        (warns if catalogue.entry(one.code).severity == "warning" else forbids).append(one)
    return tuple(forbids), tuple(warns)
