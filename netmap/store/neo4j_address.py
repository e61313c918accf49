"""Where a shared store is, and who opens it: the address without a password, and the password from where it may be kept."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from netmap.errors import StoreError
from netmap.locale import translator

SCHEMES: Final = frozenset({"neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc"})
PORT: Final = 7687
TIMEOUT: Final = 15.0
"""Seconds to wait for a server that does not answer."""
SERVICE: Final = "netmap"
"""Under what name a keyring keeps the passwords."""
_DATABASE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]{2,62}")
_HOST: Final = re.compile(r"[\w.:-]+")

Ask = Callable[[str], str | None]
"""Ask a person for the password of an address; None where nobody can be asked."""


@dataclass(frozen=True)
class Address:
    """Hold what an address of Neo4j says; there is no password in it, so it may be shown."""

    scheme: str
    host: str
    port: int
    database: str | None
    timeout: float = TIMEOUT

    @property
    def server(self) -> str:
        """Return the server's address for the driver."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}:{self.port}"

    @property
    def url(self) -> str:
        """Return the address under which the store is opened again."""
        return f"{self.server}/{self.database}" if self.database else self.server


@dataclass(frozen=True, repr=False)
class Login:
    """Hold who opens the store; it never shows itself. No password: the server is tried without one."""

    user: str
    password: str | None


def address(url: str, *, lang: str = "de") -> Address:
    """Read an address: scheme://host[:port][/database]; the database may be in NETMAP_NEO4J_DATABASE, too.

    Raises StoreError without repeating the address, since a password may be hidden in whatever is wrong with it.

    >>> address("neo4j://graph.example.org/rostock").url
    'neo4j://graph.example.org:7687/rostock'
    """
    _ = translator(lang)
    if "@" in url:
        text = _(
            "The store's address may hold neither name nor password. Please set NETMAP_NEO4J_USER and NETMAP_NEO4J_PASSWORD."
        )
        raise StoreError(text)
    form = _("The store's address is not of the form neo4j://HOST:PORT/DATABASE (or neo4j+s, bolt, bolt+s ...).")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port or PORT
    except ValueError:
        raise StoreError(form) from None
    wrong = not host or not _HOST.fullmatch(host) or parts.scheme not in SCHEMES or parts.query or parts.fragment
    database = parts.path.strip("/") or os.environ.get("NETMAP_NEO4J_DATABASE", "").strip()
    if wrong or (database and not _DATABASE.fullmatch(database)):
        raise StoreError(form)
    return Address(parts.scheme, host or "", port, database.lower() or None, _timeout(lang))


def login(where: Address, ask: Ask | None = None) -> Login:
    """Return who opens the store: from the environment, the platform's keyring, or asked for, in this order.

    The keyring keeps the password under the service `netmap` for the user `neo4j@HOST`, where `keep` puts it.
    """
    user, who = _user(where)
    password = os.environ.get("NETMAP_NEO4J_PASSWORD") or _from_keyring(who)
    if password is None and ask is not None:
        password = ask(who)
    return Login(user, password or None)


def asked(where: Address, ask: Ask) -> Login:
    """Return who opens the store by asking, whatever else is known."""
    user, who = _user(where)
    return Login(user, ask(who))


def keep(where: Address, told: Login, *, lang: str = "de") -> str:
    """Keep a password in the platform's keyring, and return for whom; raises StoreError where there is no keyring."""
    import keyring

    _user_name, who = _user(where)
    try:
        keyring.set_password(SERVICE, who, told.password or "")
    except Exception as error:  # what a keyring may lack, each system says in its own way
        _ = translator(lang)
        text = _("This computer keeps no passwords for netmap ({why}). Please set NETMAP_NEO4J_PASSWORD.")
        raise StoreError(text.format(why=type(error).__name__)) from error
    return who


def _user(where: Address) -> tuple[str, str]:
    user = os.environ.get("NETMAP_NEO4J_USER", "").strip() or "neo4j"
    return user, f"{user}@{where.host}"


def _timeout(lang: str) -> float:
    given = os.environ.get("NETMAP_NEO4J_TIMEOUT", "").strip()
    try:
        seconds = float(given or TIMEOUT)
    except ValueError:
        seconds = -1.0
    if not 0 < seconds <= 3600:
        _ = translator(lang)
        raise StoreError(_("NETMAP_NEO4J_TIMEOUT is a number of seconds, at most 3600."))
    return seconds


def _from_keyring(user: str) -> str | None:
    import keyring

    try:
        return keyring.get_password(SERVICE, user)
    except Exception:  # a keyring that is locked, broken or not there is as good as an empty one: then one asks
        return None
