"""One tree of errors, each with the exit status of the contract."""

from __future__ import annotations

import pytest

from stillwatch.records.errors import InputError, StillwatchError, UsageError


@pytest.mark.parametrize(("error", "status"), [(StillwatchError, 1), (UsageError, 2), (InputError, 1)])
def test_exit_statuses_are_the_contracts(error: type[StillwatchError], status: int) -> None:
    with pytest.raises(StillwatchError, match="what, where") as caught:
        raise error("what, where, what to do")

    assert caught.value.exit_status == status
