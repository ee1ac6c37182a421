"""How many wordings of each technique are found, and how often honest prompts show one, as Markdown.

``python benchmarks/techniques.py --markdown docs/techniques.md --prompts DIR`` writes the tables between the markers
of that page. ``--record NAME`` keeps this phrasebook's figures under a name in ``techniques_history.json``, beside this
script: later tables show them as an earlier state.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
import yaml

from stillwatch.evaluation.markdown import with_table
from stillwatch.fingerprints.techniques import technique_bits
from stillwatch.records.vocabulary import TECHNIQUES

WORDINGS: Final = Path(__file__).parents[1] / "tests" / "fingerprints" / "wordings"
HISTORY: Final = Path(__file__).with_name("techniques_history.json")
SETS: Final = {"dev": "first, to develop with", "heldout": "first, held out", "evasive": "evasive", "last": "last"}
TEXTS: Final = ("prompt", "system", "response")
GRADING: Final = ("prometheus_mtbench", "prometheus_vicuna", "biggen_bench")
"""Sources whose rows ask for grading: that they show it is no false hit."""

Tally = dict[str, list[int]]
"""By technique: hits found, hits, near misses that show it, near misses."""


def bits_of_cases(listed: Sequence[Mapping[str, Any]]) -> list[int]:
    """The technique bits of cases as the wording files have them."""
    columns = [pa.array([case.get(name) for case in listed], pa.string()) for name in TEXTS]
    return [int(bits) for bits in technique_bits(*columns)]


def cases(name: str) -> dict[str, dict[str, list[dict[str, Any]]]]:
    """One set of wordings: hits and misses by technique."""
    return dict(yaml.safe_load((WORDINGS / f"{name}.yaml").read_text(encoding="utf-8")))


def tally(name: str) -> Tally:
    """What is found of one set of wordings."""
    found: Tally = {}
    for technique, sides in cases(name).items():
        place = TECHNIQUES.index(technique)
        shown = [[bits >> place & 1 for bits in bits_of_cases(sides[side])] for side in ("hits", "misses")]
        found[technique] = [sum(shown[0]), len(shown[0]), sum(shown[1]), len(shown[1])]
    return found


def measured() -> dict[str, Tally]:
    """What is found of every set by the phrasebook as it is."""
    return {name: tally(name) for name in SETS}


def history() -> dict[str, dict[str, list[int]]]:
    """The sums of earlier states of the phrasebook, by name and set."""
    return dict(json.loads(HISTORY.read_text(encoding="utf-8")))


def sums(tallies: Mapping[str, Tally]) -> dict[str, list[int]]:
    """Each set's figures over all techniques."""
    return {name: np.sum(list(found.values()), axis=0).tolist() for name, found in tallies.items()}


def state_table(tallies: Mapping[str, Tally]) -> str:
    """A row per state of the phrasebook, the newest last; a column per set."""
    rows = [*history().items(), ("**now**", sums(tallies))]
    lines = [
        f"| phrasebook | {' | '.join(SETS.values())} | near misses that show |",
        "|---|" + "---|" * (len(SETS) + 1),
    ]
    for name, figures in rows:
        told = [f"{figures[one][0]} of {figures[one][1]}" for one in SETS]
        wrong = f"{sum(each[2] for each in figures.values())} of {sum(each[3] for each in figures.values())}"
        lines.append(f"| {name} | {' | '.join(told)} | {wrong} |")
    return "\n".join(lines)


def technique_table(tallies: Mapping[str, Tally]) -> str:
    """A row per technique: what the phrasebook as it is finds of each set."""
    lines = [f"| technique | {' | '.join(SETS.values())} |", "|---|" + "---|" * len(SETS)]
    for technique in TECHNIQUES:
        told = [f"{tallies[name][technique][0]} of {tallies[name][technique][1]}" for name in SETS]
        lines.append(f"| `{technique}` | {' | '.join(told)} |")
    return "\n".join(lines)


def honest(prompts: Path) -> dict[str, list[int]]:
    """By technique: rows of all sources that show it, rows outside ``GRADING``; under ``rows`` how many there are."""
    found = {name: [0, 0] for name in ("rows", *TECHNIQUES)}
    for path in sorted(prompts.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as file:
            rows = [json.loads(line) for line in file]
        columns = [pa.array([row.get(name) for row in rows], pa.string()) for name in ("prompt", "system")]
        bits = technique_bits(*columns)
        other = path.name.removesuffix(".jsonl.gz") not in GRADING
        counts = [len(rows), *(int((bits >> place & 1).sum()) for place in range(len(TECHNIQUES)))]
        for name, number in zip(found, counts, strict=True):
            found[name][0] += number
            found[name][1] += number * other
    return found


def honest_table(found: Mapping[str, list[int]]) -> str:
    """A row per technique that any honest prompt shows; the others are named in one sentence."""
    everywhere, elsewhere = found["rows"]
    heads = (
        "technique",
        f"rows that show it, of {everywhere:,}",
        f"without sources that ask for grading, of {elsewhere:,}",
    )
    lines = [f"| {' | '.join(heads)} |", "|---|---|---|"]
    shown = [name for name in TECHNIQUES if found[name][0]]
    lines += [f"| `{name}` | {found[name][0]} | {found[name][1]} |" for name in shown]
    never = ", ".join(f"`{name}`" for name in TECHNIQUES if name not in shown)
    return "\n".join(lines) + f"\n\nNo row shows {never}."


def main() -> None:
    """Measure, and print or write the tables."""
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("--markdown", type=Path, help="page to write the tables into")
    options.add_argument("--prompts", type=Path, help="folder of real prompts (JSON Lines, gzip)")
    options.add_argument("--record", help="keep this phrasebook's sums under a name")
    chosen = options.parse_args()
    tallies = measured()
    if chosen.record:
        HISTORY.write_text(json.dumps(history() | {chosen.record: sums(tallies)}, indent=1) + "\n", encoding="utf-8")
        return
    tables = [state_table(tallies), technique_table(tallies)]
    if chosen.prompts:
        tables.append(honest_table(honest(chosen.prompts)))
    text = "\n\n".join(tables) + "\n"
    if chosen.markdown is None:
        print(text)
    else:
        page = with_table(chosen.markdown.read_text(encoding="utf-8"), text)
        chosen.markdown.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
