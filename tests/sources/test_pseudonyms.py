"""Keyed hashes of identifiers: stable, separate by kind, and keeping shared networks."""

from __future__ import annotations

import hmac
import re
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stillwatch.records.errors import UsageError
from stillwatch.sources.pseudonyms import PSEUDONYMOUS_IP, load_key, pseudonym, pseudonymized, pseudonymous_ip

KEY = b"0123456789abcdef0123456789abcdef"


def test_it_is_the_truncated_hmac() -> None:
    expected = hmac.new(KEY, b"account_id\x00acme", "sha256").hexdigest()[:32]
    assert pseudonym("acme", "account_id", KEY) == expected
    assert len({pseudonym("acme", kind, KEY) for kind in ("account_id", "end_user_id")}) == 2
    assert pseudonym("acme", "account_id", KEY[::-1]) != expected


def test_addresses_keep_their_network() -> None:
    one, two, other = (pseudonymous_ip(ip, KEY) for ip in ("192.0.2.1", "192.0.2.200", "192.0.3.1"))
    assert one.split("-")[0] == two.split("-")[0] != other.split("-")[0]
    assert len({one, two, other}) == 3
    six = [pseudonymous_ip(ip, KEY) for ip in ("2001:db8:1::1", "2001:db8:1:ffff::2", "2001:db8:2::1")]
    assert six[0].split("-")[0] == six[1].split("-")[0] != six[2].split("-")[0]


@pytest.mark.parametrize(
    ("spelled", "same"),
    [("::ffff:192.0.2.1", "192.0.2.1"), ("2001:0DB8::0001", "2001:db8::1"), (" 192.0.2.1 ", "192.0.2.1")],
)
def test_spellings_of_one_address_are_one(spelled: str, same: str) -> None:
    assert pseudonymous_ip(spelled, KEY) == pseudonymous_ip(same, KEY)


@given(st.text())
def test_any_text_becomes_a_recognisable_address(text: str) -> None:
    text = text.encode("utf-8", "replace").decode()
    assert re.fullmatch(PSEUDONYMOUS_IP, pseudonymous_ip(text, KEY))
    assert not re.fullmatch(PSEUDONYMOUS_IP, pseudonym(text, "ip", KEY))


def test_only_the_named_columns_change_and_nulls_stay() -> None:
    batch = pa.RecordBatch.from_pydict(
        {"account_id": ["a", None, "a"], "signup_ip": ["192.0.2.1"] * 3, "plan": ["p"] * 3}
    )
    result = pseudonymized(batch, ("account_id", "signup_ip"), KEY)
    assert result["plan"].to_pylist() == ["p"] * 3
    hashed = pseudonym("a", "account_id", KEY)
    assert result["account_id"].to_pylist() == [hashed, None, hashed]
    assert result["signup_ip"].to_pylist() == [pseudonymous_ip("192.0.2.1", KEY)] * 3
    assert result.schema == batch.schema


def test_keys_come_from_a_file_or_a_variable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "key").write_bytes(KEY + b"\n")
    monkeypatch.setenv("A_KEY", KEY.decode())
    assert load_key(f"file:{tmp_path / 'key'}") == load_key("env:A_KEY") == KEY


@pytest.mark.parametrize(
    ("spec", "said"),
    [
        ("0123456789abcdef", "file:PATH or env:NAME"),
        ("file:", "file:PATH or env:NAME"),
        ("literal:0123456789abcdef", "file:PATH or env:NAME"),
        ("env:NO_SUCH_VARIABLE", "0 bytes"),
        ("file:no/such/file", "cannot be read"),
    ],
)
def test_other_keys_are_a_wrong_call(spec: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        load_key(spec)


def test_a_refusal_never_repeats_the_key() -> None:
    with pytest.raises(UsageError) as refused:
        load_key("my-secret-key-in-clear")
    assert "my-secret" not in str(refused.value)
