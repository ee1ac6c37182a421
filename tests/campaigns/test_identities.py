"""Who has the same card, device or phone, counted by customer."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from stillwatch.campaigns.identities import _numbered

ACCOUNTS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 4), st.booleans()), min_size=1, max_size=30)


@given(ACCOUNTS)
def test_customers_are_counted_once_where_an_identity_is_shared(accounts: list[tuple[int, int, bool]]) -> None:
    values, customer, chosen = (np.array(column) for column in zip(*accounts, strict=True))

    found = _numbered(values.astype(np.int32), customer.astype(np.int32)).customers(chosen.astype(np.bool_))

    for i, (value, _, _) in enumerate(accounts):
        sharers = [one for one in accounts if one[0] == value]
        expected = {who for other, who, marked in sharers if marked} if value and len(sharers) > 1 else ()
        assert found[i] == len(expected)
