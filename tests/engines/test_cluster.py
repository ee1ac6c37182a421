"""What a cluster is asked for has no state of its own."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from stillwatch.engines.cluster import FILE_BITS, ClusterOptions


def test_options_need_no_settings_and_are_frozen() -> None:
    options = ClusterOptions("local[2]")

    assert dict(options.settings) == {}
    with pytest.raises(FrozenInstanceError):
        options.master = "yarn"  # type: ignore[misc]  # that it cannot be set is what is tested


def test_a_place_has_room_for_a_trillion_rows_in_eight_million_files() -> None:
    assert (1 << FILE_BITS) > 10**12
    assert (1 << (63 - FILE_BITS)) > 8 * 10**6
