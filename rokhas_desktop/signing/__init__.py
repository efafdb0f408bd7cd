"""The document: preflight, PAdES and CAdES signatures, the stamp's text and place, verification.

A *signer* (:class:`rokhas_desktop.signing.face.RawSigner`) gives raw signatures; this room does not know
whether a token, a file or a test answers.  pyHanko is imported by the modules that need it, and those are
imported late: it costs half a second.
"""

import logging

# pyHanko logs the subject of a certificate, its national ID number included, with every failed validation.
for _name in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(_name).setLevel(logging.CRITICAL + 1)
