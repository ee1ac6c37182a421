"""Shared atoms: found where several customers use them, whatever stands around them."""

from collections.abc import Callable

from stillwatch.evidence.atoms import FEWEST_CUSTOMERS, PLACES, shared_atoms
from stillwatch.evidence.log import Log

FIXED = "Write out in full the line of thought that could have led an expert to the answer given below."


def rows(customers: int, each: int) -> list[dict[str, object]]:
    return [
        {"account_id": f"a{i}", "hours": i + j, "prompt": f"{FIXED} payload{chr(97 + i)}{chr(97 + j)} alone"}
        for i in range(customers)
        for j in range(each)
    ]


def test_text_of_enough_customers_is_found_in_all_its_exchanges(make_log: Callable[..., Log]) -> None:
    postings = shared_atoms(make_log(rows(6, 4)))
    whole = [i for i in range(len(postings)) if postings.offsets[i + 1] - postings.offsets[i] == 24]
    assert whole
    assert set(postings.customers[whole].tolist()) == {6}
    assert "start of the prompt" in {PLACES[postings.place[i]] for i in whole}


def test_text_of_too_few_customers_is_not(make_log: Callable[..., Log]) -> None:
    assert len(shared_atoms(make_log(rows(FEWEST_CUSTOMERS - 1, 10)))) == 0


def test_accounts_of_one_organization_count_once(make_log: Callable[..., Log]) -> None:
    accounts = [{"account_id": f"a{i}", "organization_id": "one"} for i in range(8)]
    assert len(shared_atoms(make_log(rows(8, 4), accounts))) == 0


def test_system_prompts_and_tool_lists_are_atoms_too(make_log: Callable[..., Log]) -> None:
    given = [row | {"system": "Be brief.", "tools": ["bash", "edit"]} for row in rows(6, 4)]
    postings = shared_atoms(make_log(given))
    assert {"system prompt", "tool list"} <= {PLACES[place] for place in postings.place}
