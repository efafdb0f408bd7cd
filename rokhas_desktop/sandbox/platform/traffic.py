"""The bytes of bodies that came and went, as the platform counts them: what a line test is judged by."""

from __future__ import annotations

from collections import defaultdict

_KINDS = (("/content", "content"), ("/signed", "signed"))


class Traffic:
    """Counts by kind of call: ``content``, ``signed``, ``uploads``, ``other``.  Bytes handed to a line that then
    broke count too."""

    def __init__(self) -> None:
        self._seen: dict[str, dict[str, int]] = defaultdict(lambda: {"requests": 0, "received": 0, "sent": 0})

    def asked(self, path: str) -> dict[str, int]:
        """One more request; what to add its bytes to (``received``, ``sent``)."""
        kind = next((name for ending, name in _KINDS if path.endswith(ending)), "other")
        counts = self._seen["uploads" if path.startswith("/v1/uploads") else kind]
        counts["requests"] += 1
        return counts

    def told(self) -> dict[str, dict[str, int]]:
        """All counts so far."""
        return {kind: dict(counts) for kind, counts in self._seen.items()}
