"""Cards, devices, phones and addresses join accounts; hubs, and values of another kind, do not."""

from __future__ import annotations

from collections.abc import Callable

from baselines import shared_infrastructure
from baselines.interface import Log

People = Callable[..., Log]


def test_a_chain_of_a_card_and_a_device_is_one_component(people_of: People) -> None:
    log = people_of(
        [
            {"account_id": "a", "payment_id": "p", "device_id": None},
            {"account_id": "b", "payment_id": "p", "device_id": "d"},
            {"account_id": "c", "payment_id": None, "device_id": "d"},
            {"account_id": "alone", "payment_id": "q", "device_id": "e"},
        ]
    )
    verdict = shared_infrastructure.judge_identity(log)

    assert verdict.score.tolist() == [3, 3, 3, 0]
    assert len(set(verdict.group[:3])) == 1


def test_a_card_of_many_accounts_joins_nobody(people_of: People) -> None:
    most = shared_infrastructure.HOLDERS
    at_most = people_of([{"account_id": f"a{i}", "payment_id": "p"} for i in range(most)])
    beyond = people_of([{"account_id": f"a{i}", "payment_id": "p"} for i in range(most + 1)])

    assert set(shared_infrastructure.judge_identity(at_most).score) == {most}
    assert set(shared_infrastructure.judge_identity(beyond).score) == {0}


def test_a_card_and_a_device_of_one_name_are_two_things(people_of: People) -> None:
    log = people_of([{"account_id": "a", "payment_id": "x"}, {"account_id": "b", "device_id": "x"}])

    assert shared_infrastructure.judge_identity(log).score.tolist() == [0, 0]


def test_addresses_count_in_their_own_version_alone(log_of: Callable[..., Log]) -> None:
    rows = [{"account_id": "a", "ip": "1.1.1.1", "at": 0}, {"account_id": "b", "ip": "2.2.2.2", "at": 1}]
    log = log_of(rows, [{"account_id": "b", "signup_ip": "1.1.1.1"}])

    assert shared_infrastructure.judge_identity(log).score.tolist() == [0, 0]
    assert shared_infrastructure.judge_addresses(log).score.tolist() == [2, 2]


def test_absent_addresses_join_nobody(log_of: Callable[..., Log]) -> None:
    log = log_of([{"account_id": "a", "ip": None, "at": 0}, {"account_id": "b", "ip": None, "at": 1}])

    assert shared_infrastructure.judge_addresses(log).score.tolist() == [0, 0]
