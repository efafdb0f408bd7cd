"""The database: one engine, many readers, one writer at a time."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import create_engine, inspect, select, update
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session

from rokhas_desktop.sandbox.platform.tables import Base, Meta


class Database:
    """Where the platform keeps everything but documents.

    ``url`` is SQLAlchemy's; a plain ``postgresql://`` is spoken to through psycopg.
    """

    def __init__(self, url: str) -> None:
        parsed = make_url(url)
        if parsed.drivername == "postgresql":
            parsed = parsed.set(drivername="postgresql+psycopg")
        self._engine = create_engine(parsed)
        # Two writers at once would only wait for each other in the database, and in SQLite fail.
        self._writer = threading.RLock()

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session that changes nothing."""
        with Session(self._engine, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A transaction: committed at the end, rolled back by an exception."""
        with self._writer, Session(self._engine, expire_on_commit=False) as session, session.begin():
            yield session

    @property
    def empty(self) -> bool:
        """Whether nothing was ever put in."""
        if not inspect(self._engine).has_table(Meta.__tablename__):
            return True
        with self.read() as session:
            return session.get(Meta, 1) is None

    def create(self) -> None:
        """Make the tables, with nothing in them but a new identity."""
        Base.metadata.create_all(self._engine)
        with self.write() as session:
            session.add(Meta(id=1, epoch=secrets.token_hex(4), change=0))

    def complete(self) -> None:
        """Make the tables that a database of an earlier version does not have."""
        if inspect(self._engine).has_table(Meta.__tablename__):
            Base.metadata.create_all(self._engine)

    def drop(self) -> None:
        """Remove the tables and what they hold."""
        with self._writer:
            Base.metadata.drop_all(self._engine)

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()


def next_change(session: Session) -> int:
    """The number of the change that this transaction makes.

    Its row stays locked until the commit, so that a reader never sees a number before a smaller one.
    """
    session.execute(update(Meta).where(Meta.id == 1).values(change=Meta.change + 1))
    return session.scalars(select(Meta.change).where(Meta.id == 1)).one()
