"""Pictures that were drawn, the least recently used going first."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable

from PySide6.QtGui import QImage


class Pictures:
    """At most ``limit`` bytes of pictures, and always the last one."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._kept: OrderedDict[Hashable, QImage] = OrderedDict()
        self.cost = 0

    def get(self, key: Hashable) -> QImage | None:
        """The picture, which thereby is used."""
        picture = self._kept.get(key)
        if picture is not None:
            self._kept.move_to_end(key)
        return picture

    def put(self, key: Hashable, picture: QImage) -> None:
        """Keep a picture, letting go of others where there are too many."""
        self._drop(key)
        self._kept[key] = picture
        self.cost += picture.sizeInBytes()
        while self.cost > self._limit and len(self._kept) > 1:
            self._drop(next(iter(self._kept)))

    def clear(self) -> None:
        """Let go of all."""
        self._kept.clear()
        self.cost = 0

    def __contains__(self, key: Hashable) -> bool:
        return key in self._kept

    def __len__(self) -> int:
        return len(self._kept)

    def _drop(self, key: Hashable) -> None:
        picture = self._kept.pop(key, None)
        if picture is not None:
            self.cost -= picture.sizeInBytes()
