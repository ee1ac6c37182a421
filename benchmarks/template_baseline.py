"""Two ways to find exchanges that share a request template, on one sample: this project's stages, and datasketch.

``python benchmarks/template_baseline.py WORLD --sample N`` prints a JSON list with an object per way; ``scan.py`` makes
its table of it. It is a program of its own so that the memory of one measurement is not another's.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

import networkx as nx
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from datasketch import MinHash, MinHashLSH

from stillwatch.evidence.atoms import shared_atoms
from stillwatch.evidence.families import families_of
from stillwatch.evidence.log import Log, build_log
from stillwatch.fingerprints.shingles import sketch_text
from stillwatch.fingerprints.traits import SYSTEM_SEED, USER_SEED, fingerprint
from stillwatch.records.tables import EXCHANGES
from stillwatch.scanning.clock import StageClock
from stillwatch.sources.interface import ReadOptions
from stillwatch.sources.quarantine import Quarantine
from stillwatch.sources.reading import read_exchanges
from stillwatch.sources.side_tables import read_accounts

SAMPLE: Final = 20_000
PERMUTATIONS: Final = 128
SHINGLE_WORDS: Final = 4
THRESHOLDS: Final = (0.5, 0.3)
"""Jaccard similarity that datasketch's index aims at: a usual one, and one low enough that a payload as long as its
template does not hide it."""

CLEAN: Final = 0.9
WORD: Final = re.compile(r"\w+")

Codes = npt.NDArray[np.integer]
Groups = Iterable[Codes]


@dataclass(frozen=True, slots=True)
class Sample:
    """A log of sampled exchanges, their texts, and the truth: ``campaign`` is a code per row, -1 where none."""

    log: Log
    batch: pa.RecordBatch
    campaign: Codes

    def __len__(self) -> int:
        return len(self.log)


@dataclass(frozen=True, slots=True)
class Quality:
    """How well groups of exchanges show the campaigns.

    ``recall``: the share of campaign exchanges in a group with an exchange of the same campaign from another account.
    ``clean``: the same, counting only groups of which at least ``CLEAN`` are of that campaign. ``purity``: over the
    groups that earn recall, the share of their exchanges that the group's foremost campaign has.
    """

    recall: float
    clean: float
    purity: float


@dataclass(frozen=True, slots=True)
class Way:
    """What one way took on the sample, by step, and what it reached."""

    name: str
    exchanges: int
    seconds: dict[str, float]
    quality: Quality


def load_sample(world: Path, size: int) -> Sample:
    """About ``size`` exchanges of a world, evenly spaced in time."""
    truth = pq.read_table(world / "truth_exchanges.parquet", columns=["exchange_id", "campaign_id"])
    batch = _every(world / "exchanges", max(truth.num_rows // size, 1))
    log = build_log(
        pa.Table.from_batches([fingerprint(batch)]), read_accounts(world / "accounts.parquet", quarantine=Quarantine())
    )
    named = truth["campaign_id"].take(pc.index_in(batch["exchange_id"], truth["exchange_id"]))
    codes = named.combine_chunks().dictionary_encode().indices.fill_null(-1)
    return Sample(log, batch, codes.to_numpy(zero_copy_only=False))


def _every(folder: Path, step: int) -> pa.RecordBatch:
    kept, passed = [], 0
    for batch in read_exchanges([folder], options=ReadOptions(), quarantine=Quarantine()):
        kept.append(batch.take(pa.array(np.arange(-passed % step, batch.num_rows, step))))
        passed += batch.num_rows
    return pa.Table.from_batches(kept, schema=EXCHANGES).sort_by("started_at").combine_chunks().to_batches()[0]


def by_stillwatch(sample: Sample) -> Way:
    """The scan's own stages for this job; they run twice, since the first run may compile them."""
    for _ in range(2):
        clock = StageClock()
        with clock.stage("sketch"):
            sketch_text(sample.batch["prompt"], seed=USER_SEED)
            sketch_text(sample.batch["system"], seed=SYSTEM_SEED)
        with clock.stage("shared text"):
            postings = shared_atoms(sample.log)
        with clock.stage("families"):
            families = families_of(postings, len(sample))
    groups = np.split(families.rows, families.offsets[1:-1])
    return Way("stillwatch", len(sample), clock.seconds, judged(sample, groups))


def by_datasketch(sample: Sample, threshold: float) -> Way:
    """MinHash of word 4-grams, an LSH index, and the components of what it calls alike."""
    clock = StageClock()
    columns = (sample.batch["system"].to_pylist(), sample.batch["prompt"].to_pylist())
    texts = [f"{system or ''}\n{prompt or ''}" for system, prompt in zip(*columns, strict=True)]
    with clock.stage("sketch"):
        sketches = [_sketch(text) for text in texts]
    with clock.stage("index and query"):
        graph = _alike(sketches, threshold)
    with clock.stage("components"):
        groups = [np.fromiter(part, dtype=np.int64) for part in nx.connected_components(graph)]
    return Way(f"datasketch, similarity {threshold}", len(sample), clock.seconds, judged(sample, groups))


def _sketch(text: str) -> MinHash:
    words = WORD.findall(text.lower())
    shingles = {" ".join(words[i : i + SHINGLE_WORDS]) for i in range(max(len(words) - SHINGLE_WORDS + 1, 1))}
    sketch = MinHash(num_perm=PERMUTATIONS)
    sketch.update_batch([shingle.encode() for shingle in shingles])
    return sketch


def _alike(sketches: list[MinHash], threshold: float) -> nx.Graph:
    """Each sketch is joined to the earlier ones that the index finds for it."""
    index = MinHashLSH(threshold=threshold, num_perm=PERMUTATIONS)
    graph = nx.Graph()
    for row, sketch in enumerate(sketches):
        graph.add_node(row)
        graph.add_edges_from((row, earlier) for earlier in index.query(sketch))
        index.insert(row, sketch)
    return graph


def judged(sample: Sample, groups: Groups) -> Quality:
    """Judge groups of rows, with the campaign as a coarse stand-in for the template, which the truth does not name."""
    found, clean = np.zeros((2, len(sample)), dtype=np.bool_)
    held = pure = 0
    for rows in groups:
        parts = _parts(sample, rows)
        if not parts:
            continue
        foremost = max(parts, key=len)
        found[np.concatenate(parts)] = True
        clean[foremost] |= len(foremost) >= CLEAN * len(rows)
        held += len(rows)
        pure += len(foremost)
    sought = max(int((sample.campaign >= 0).sum()), 1)
    return Quality(int(found.sum()) / sought, int(clean.sum()) / sought, pure / max(held, 1))


def _parts(sample: Sample, rows: Codes) -> list[Codes]:
    """The exchanges of each campaign in a group, where they are of several accounts."""
    campaign = sample.campaign[rows]
    parts = [rows[campaign == code] for code in np.unique(campaign[campaign >= 0])]
    return [part for part in parts if len(np.unique(sample.log.account[part])) > 1]


def main() -> None:
    """Measure every way and print the result as JSON."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("world", type=Path, help="a simulated world's folder")
    parser.add_argument("--sample", type=int, default=SAMPLE, help="exchanges to take from it")
    arguments = parser.parse_args()
    sample = load_sample(arguments.world, arguments.sample)
    ways = [by_stillwatch(sample), *(by_datasketch(sample, threshold) for threshold in THRESHOLDS)]
    print(json.dumps([asdict(way) for way in ways]))


if __name__ == "__main__":
    main()
