"""The probes from the ground up.  Their order is what decides between two roots of the same weight."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from rokhas_desktop.doctor import history
from rokhas_desktop.doctor.frame import Probe, Seen, Values
from rokhas_desktop.doctor.patient import Patient, data
from rokhas_desktop.doctor.probes import between, certificate, machine, network, readers, services, store, token

Run = Callable[[Patient, Values], Seen]


def probes(patient: Patient) -> tuple[Probe, ...]:
    """Every probe of one examination."""
    return (
        _probe(patient, "system", machine.system),
        _probe(patient, "session", machine.session),
        _probe(patient, "settings", machine.settings),
        _probe(patient, "home", machine.home),
        _probe(patient, "disk", machine.disk),
        _probe(patient, "time-zone", machine.zone),
        _probe(patient, "clock", machine.clock, needs=("network", "settings")),
        _probe(patient, "pcsc", readers.service),
        _probe(patient, "readers", readers.cards, needs=("pcsc",), after=("tokens", "survey")),
        _probe(patient, "modules", token.modules, needs=("settings",)),
        _probe(patient, "history", history.vanished, after=("modules",)),
        _probe(patient, "survey", token.survey, needs=("modules",)),
        _probe(patient, "tokens", token.tokens, needs=("survey",)),
        _probe(patient, "pin", token.pin, needs=("tokens",)),
        _probe(patient, "certificates", certificate.certificates, needs=("tokens", "settings"), after=("database",)),
        _probe(patient, "mechanisms", certificate.mechanisms, needs=("certificates",)),
        _probe(patient, "chain", certificate.chain, needs=("certificates", "settings"), after=("database",)),
        _probe(patient, "identity", certificate.identity, needs=("certificates", "database")),
        _probe(patient, "revocation", services.revocation, needs=("chain", "network", "settings")),
        _probe(patient, "trust-store", network.trust_store),
        _probe(patient, "network", network.network, after=("database",)),
        _probe(patient, "proxy", between.proxy, needs=("network", "settings")),
        _probe(
            patient, "interception", between.interception, needs=("network", "settings"), after=("database", "platform")
        ),
        _probe(patient, "platform", network.platform, needs=("network", "settings")),
        _probe(patient, "services", services.services, needs=("certificates", "network"), after=("chain",)),
        _probe(patient, "timestamps", services.timestamps, needs=("network", "settings"), after=("database",)),
        _probe(patient, "database", store.database),
        _probe(patient, "outbox", store.outbox, needs=("database",)),
        _probe(patient, "keyring", store.keyring, needs=("settings",), after=("database",)),
        _probe(patient, "log-in", store.log_in, needs=("database", "settings")),
    )


NAMES = (
    "system",
    "session",
    "settings",
    "home",
    "disk",
    "time-zone",
    "clock",
    "pcsc",
    "readers",
    "modules",
    "history",
    "survey",
    "tokens",
    "pin",
    "certificates",
    "mechanisms",
    "chain",
    "identity",
    "revocation",
    "trust-store",
    "network",
    "proxy",
    "interception",
    "platform",
    "services",
    "timestamps",
    "database",
    "outbox",
    "keyring",
    "log-in",
)
"""The probes' ids, in their order, for who shows them before they ran."""


def _probe(
    patient: Patient, name: str, what: Run, *, needs: tuple[str, ...] = (), after: tuple[str, ...] = ()
) -> Probe:
    seconds = data()["seconds"]
    return Probe(name, partial(what, patient), float(seconds.get(name, seconds["default"])), needs, after)
