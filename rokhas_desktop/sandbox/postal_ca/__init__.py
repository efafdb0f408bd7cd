"""The test postal CA: a root, a qualified sub-CA, their OCSP, CRL and timestamps, kept in one folder.

It issues on the profile of the postal CA's qualified certificates, under names that say TEST and anchors of
its own: nothing that it issues is worth anything outside of a test platform.
"""

from rokhas_desktop.sandbox.postal_ca.authority import PostalCA
from rokhas_desktop.sandbox.postal_ca.profiles import (
    ADVANCED,
    AUTHENTICATION,
    QUALIFIED_SEAL,
    QUALIFIED_SIGNATURE,
    HolderSpec,
    Profile,
    organisation,
    person,
)
from rokhas_desktop.sandbox.postal_ca.server import CaServer
from rokhas_desktop.sandbox.postal_ca.state import Faults

__all__ = [
    "ADVANCED",
    "AUTHENTICATION",
    "QUALIFIED_SEAL",
    "QUALIFIED_SIGNATURE",
    "CaServer",
    "Faults",
    "HolderSpec",
    "PostalCA",
    "Profile",
    "organisation",
    "person",
]
