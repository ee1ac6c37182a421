"""Identifiers replaced by keyed hashes at the door, so that equal ones stay equal and none can be read back."""

from __future__ import annotations

import hmac
import ipaddress
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import pyarrow as pa

from stillwatch.records.errors import UsageError

_MIN_KEY_BYTES: Final = 16
_HEX_DIGITS: Final = 32
_IPV4_NETWORK: Final = 24
_IPV6_NETWORK: Final = 48
_ADDRESSES: Final = ("ip", "signup_ip")

PSEUDONYMOUS_IP: Final = r"^[0-9a-f]{32}-[0-9a-f]{32}$"
"""What an address looks like afterwards: its network's hash, then its own, so that shared networks still show."""


def load_key(spec: str) -> bytes:
    """The key that ``file:PATH`` or ``env:NAME`` holds; a file's trailing newline is no part of it.

    Raises:
        UsageError: any other spelling (a key never stands on a command line), an absent key, or one below 16 bytes.
    """
    kind, _, where = spec.partition(":")
    if kind == "file" and where:
        key = _key_in_file(Path(where))
    elif kind == "env" and where:
        key = os.environ.get(where, "").encode()
    else:
        raise UsageError("the pseudonym key is named as file:PATH or env:NAME, never given itself")
    if len(key) < _MIN_KEY_BYTES:
        raise UsageError(f"the pseudonym key in {kind}:{where} has {len(key)} bytes; it needs {_MIN_KEY_BYTES} or more")
    return key


def pseudonymized(batch: pa.RecordBatch, names: Sequence[str], key: bytes) -> pa.RecordBatch:
    """The batch with the named string columns replaced; each distinct value of a column is hashed once.

    A value's pseudonym depends on the key and on what kind of identifier it is, not on the table: an account_id
    maps equally in exchanges and accounts, and ``ip`` and ``signup_ip`` are the same kind.
    """
    columns = [
        _replaced(column, _namer(field.name, key)) if field.name in names else column
        for field, column in zip(batch.schema, batch.columns, strict=True)
    ]
    return pa.RecordBatch.from_arrays(columns, schema=batch.schema)


def pseudonym(value: str, kind: str, key: bytes) -> str:
    """HMAC-SHA256 of kind and value, its first 16 bytes in hexadecimal."""
    message = kind.encode() + b"\x00" + value.encode("utf-8")
    return hmac.digest(key, message, "sha256").hex()[:_HEX_DIGITS]


def pseudonymous_ip(value: str, key: bytes) -> str:
    """The hash of the address's /24 (IPv4) or /48 (IPv6), a hyphen, the hash of the address.

    The key holder can still tell shared networks and nothing else. Text that is no address is its own network.
    """
    network, address = _network_and_address(value)
    return f"{pseudonym(network, 'network', key)}-{pseudonym(address, 'ip', key)}"


def _key_in_file(path: Path) -> bytes:
    try:
        return path.read_bytes().rstrip(b"\r\n")
    except OSError as error:
        raise UsageError(f"the pseudonym key file {path} cannot be read: {error.strerror}") from error


def _namer(name: str, key: bytes) -> Callable[[str], str]:
    if name in _ADDRESSES:
        return lambda value: pseudonymous_ip(value, key)
    return lambda value: pseudonym(value, name, key)


def _replaced(column: pa.Array, named: Callable[[str], str]) -> pa.Array:
    encoded = column.dictionary_encode()
    names = pa.array([named(value) for value in encoded.dictionary.to_pylist()], pa.string())
    return pa.DictionaryArray.from_arrays(encoded.indices, names).dictionary_decode()


def _network_and_address(value: str) -> tuple[str, str]:
    try:
        address = ipaddress.ip_address(value.strip())
    except ValueError:
        return value, value
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            return _network_and_address(str(address.ipv4_mapped))
        address = ipaddress.IPv6Address(int(address))  # without its zone
        return str(ipaddress.ip_network((address, _IPV6_NETWORK), strict=False)), str(address)
    return str(ipaddress.ip_network((address, _IPV4_NETWORK), strict=False)), str(address)
