"""Keys of values and of sets of values."""

import pyarrow as pa

from stillwatch.fingerprints.keys import set_keys, value_keys


def test_a_set_has_one_key_in_any_order() -> None:
    keys = set_keys(pa.array([["bash", "edit"], ["edit", "bash"], ["bash"], [], None], pa.list_(pa.string())))
    assert keys[0] == keys[1] != keys[2]
    assert keys.tolist()[3:] == [0, 0]


def test_a_sliced_list_has_the_keys_of_its_rows() -> None:
    lists = pa.array([["a"], ["b", "c"], ["d"]], pa.list_(pa.string()))
    assert set_keys(lists.slice(1)).tolist() == set_keys(lists).tolist()[1:]


def test_unknown_values_are_zero() -> None:
    assert value_keys(pa.array([None, "", "x"], pa.string())).tolist()[:2] == [0, 0]
