"""What goes wrong between netmap and a Neo4j server, in sentences that a coordinator can act on."""

from __future__ import annotations

from typing import Final

from netmap.locale import N_, translator
from netmap.store.neo4j_address import Address
from netmap.store.sentences import UnreadableError

_BY_CODE: Final = {
    "Neo.ClientError.Security.CredentialsExpired": N_(
        "The password for {store} has expired. Please set a new one in Neo4j: ALTER CURRENT USER SET PASSWORD."
    ),
    "Neo.ClientError.Security.Unauthorized": N_(
        "{store} does not accept the user or the password. Please check NETMAP_NEO4J_USER and NETMAP_NEO4J_PASSWORD, "
        "or keep the right password in this computer's keyring: netmap --store {store} store login"
    ),
    "Neo.ClientError.Security.AuthenticationRateLimit": N_(
        "{store} takes no further passwords for a while after too many wrong ones. Please wait a few seconds."
    ),
    "Neo.ClientError.Security.": N_("{store} does not let this user do that. Please ask whoever runs the database."),
    "Neo.ClientError.Database.DatabaseNotFound": N_(
        "There is no database “{database}” on {server}. The name is in the address: neo4j://HOST/DATABASE."
    ),
    "Neo.ClientError.Schema.ConstraintValidationFailed": N_(
        "The changes contradict what the database {store} holds, nothing was saved."
    ),
    "Neo.ClientError.Schema.": N_("The database {store} has a schema of its own that contradicts netmap's ({why})."),
    "Neo.ClientError.Cluster.NotALeader": N_(
        "{store} takes no changes at the moment. Please use neo4j:// instead of bolt://."
    ),
    "Neo.ClientError.General.WriteOnReadOnlyAccessMode": N_("The database {store} is read-only; nothing was saved."),
    "Neo.TransientError.General.MemoryPoolOutOfMemoryError": N_(
        "The server of {store} has too little memory for so many changes at once; nothing was saved."
    ),
    "Neo.TransientError.General.OutOfMemoryError": N_(
        "The server of {store} has too little memory for so many changes at once; nothing was saved."
    ),
    "Neo.ClientError.Transaction.TransactionTimedOut": N_("That took longer than it may; nothing was changed."),
    "Neo.ClientError.Statement.": N_("The server does not understand that: {said}"),
    "Neo.TransientError.": N_("{store} is busy. Please try again in a moment."),
    "Neo.DatabaseError.General.StorageDamageDetected": N_("The database {store} is damaged. Please ask whoever runs it."),
}
_TOO_QUIET: Final = N_("{server} accepted the connection and did not answer within {seconds} seconds.")
_NO_TLS: Final = N_(
    "{server} speaks no encrypted Bolt that this computer trusts. Without encryption: {plain}://{host}:{port}"
)
_UNREACHABLE: Final = N_("{server} cannot be reached. Is the server running, and are host and port right?")
_NO_BOLT: Final = N_("{server} does not speak Bolt. Neo4j's port for programs is usually 7687, its web page's 7474.")
_BROKEN: Final = N_("The connection to {server} broke, nothing was saved. Please try again.")
_RECORD: Final = N_("The database {store} is damaged, its record “{record}” cannot be read.")
_OTHER: Final = N_("The store cannot be used: {store} ({why})")
_WORDS: Final = (
    (("trying to establish connection",), _UNREACHABLE),
    (("TimeoutError", "timed out"), _TOO_QUIET),
    (("SSL", "TLS", "CERTIFICATE"), _NO_TLS),
    (("HTTP", "handshake response", "Unknown Bolt", "UnsupportedServerProduct"), _NO_BOLT),
    (("defunct", "Connection reset", "IncompleteCommit", "BrokenPipe"), _BROKEN),
)
"""What the driver's errors and their causes are known by, the surest first."""


def sentence(error: BaseException, where: Address, *, lang: str) -> str:
    """Say what an error of the driver or the server means; never with what was sent, a password least of all.

    >>> from netmap.store.neo4j_address import address
    >>> sentence(ConnectionRefusedError("refused"), address("bolt://graph.example.org"), lang="en")
    'bolt://graph.example.org:7687 cannot be reached. Is the server running, and are host and port right?'
    """
    code = getattr(error, "code", None) or ""
    found = next((text for start, text in _BY_CODE.items() if code.startswith(start)), None)
    record = str(error) if isinstance(error, UnreadableError) else ""
    text = translator(lang)(_RECORD if isinstance(error, UnreadableError) else found or _of_connection(error))
    why = code or type(error).__name__
    return text.format(
        store=where.url, server=where.server, database=where.database or "neo4j", why=why, host=where.host, port=where.port,
        record=record, said=getattr(error, "message", None) or why, plain=where.scheme.partition("+")[0],
        seconds=f"{where.timeout:g}",
    )  # fmt: skip


def _of_connection(error: BaseException) -> str:
    """Return the sentence for a failure that has no code, by what the chain of its causes says."""
    said = " ".join(_causes(error))
    for words, text in _WORDS:
        if any(word in said for word in words):
            return text
    names = {"ServiceUnavailable", "SessionExpired", "ConnectionRefusedError", "gaierror"}
    return _UNREACHABLE if names & set(said.split()) or isinstance(error, OSError) else _OTHER


def _causes(error: BaseException | None) -> list[str]:
    """Return names and words of an error and of all that led to it; routing keeps the causes of its failures in a group."""
    said: list[str] = []
    left = [error]
    while left and len(said) < 60:
        one = left.pop(0)
        if one is not None:
            said += [type(one).__name__, str(one)]
            left += [one.__cause__ or one.__context__, *getattr(one, "exceptions", ())]
    return said
