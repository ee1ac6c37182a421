"""From a scenario to a folder of tables: draft the world, arrange its exchanges, write them part by part."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa

from stillwatch.records.errors import UsageError
from stillwatch.simulation.arrivals import arrange
from stillwatch.simulation.clients import make_clients
from stillwatch.simulation.columns import split, stack
from stillwatch.simulation.draft import Draft
from stillwatch.simulation.grammar import load_grammar
from stillwatch.simulation.ladder.registry import climb
from stillwatch.simulation.ladder.rung import Step
from stillwatch.simulation.networks import AddressBook
from stillwatch.simulation.operations.campaign import Enrolment, enrol_campaign
from stillwatch.simulation.operations.relay import Roster, honest_exchanges
from stillwatch.simulation.output import Provenance, WorldSummary, WorldWriter
from stillwatch.simulation.owners import owned
from stillwatch.simulation.payloads import GrammarPayloads
from stillwatch.simulation.populations.kinds import KIND_NAMES, KINDS, Kind
from stillwatch.simulation.real_prompts import RealPayloads, load_prompts
from stillwatch.simulation.rhythm import RhythmBook
from stillwatch.simulation.rows import World
from stillwatch.simulation.scenario import KindShare, Scenario

SMALLEST: Final = 1000
Progress = Callable[[int, int], None]
"""Called with exchanges written so far and in all."""


@dataclass(frozen=True, slots=True)
class Budget:
    """Exchanges and accounts of a world."""

    exchanges: int
    scale: float
    campaigns: tuple[int, ...]
    benign: int
    benign_accounts: int


def simulate(
    scenario: Scenario,
    *,
    exchanges: int | None = None,
    seed: int,
    prompts: Path | None = None,
    sources: tuple[str, ...] = (),
    out: Path,
    steps: tuple[Step, ...] = (),
    progress: Progress | None = None,
) -> WorldSummary:
    """Write a world with a known truth into ``out``.

    Args:
        scenario: what to simulate.
        exchanges: the world's size; campaigns and accounts scale with it. None for the scenario's own.
        seed: worlds of one scenario, size, seed, prompt folder, sources and steps are equal.
        prompts: folder of ``*.jsonl.gz`` files of real prompts; None for the grammar.
        sources: names of the files of ``prompts`` to use, without their endings; none for all.
        out: folder to write, made if absent.
        steps: rungs of the evasion ladder that every campaign's operator climbs.
        progress: told how far the writing is.

    Raises:
        InputError: the prompt folder cannot be read.
        UsageError: the size or the folder cannot be used.
    """
    if sources and prompts is None:
        raise UsageError("--sources names files of --prompts DIR; give that, too")
    if out.exists() and not out.is_dir():
        raise UsageError(f"--out {out}: is a file; give a folder to write the world into")
    scenario = climb(scenario, steps)
    budget = plan_budget(scenario, exchanges)
    draft = open_draft(scenario, budget.scale, seed, prompts, sources)
    enrol_all(draft, budget)
    world = finish(draft, seed)
    arrivals = arrange(world.streams, draft.rhythms, world.flat, draft.rng)
    real = draft.payloads if isinstance(draft.payloads, RealPayloads) else None
    made = Provenance(seed, "real" if real else "grammar", steps, real.names if real else ())
    return WorldWriter(out, scenario, world, draft.payloads, made).write(arrivals, progress)


def open_draft(
    scenario: Scenario, scale: float, seed: int, prompts: Path | None = None, sources: tuple[str, ...] = ()
) -> Draft:
    """An empty world with its books open; names and seed make its random state."""
    grammar = load_grammar()
    rng = np.random.default_rng([seed, *scenario.name.encode()])
    return Draft(
        scenario=scenario,
        scale=scale,
        rng=rng,
        grammar=grammar,
        payloads=load_prompts(prompts, grammar, sources) if prompts else GrammarPayloads(grammar),
        rhythms=RhythmBook(scenario.days),
        clients=make_clients(rng),
        addresses=AddressBook(rng),
    )


def plan_budget(scenario: Scenario, exchanges: int | None) -> Budget:
    """Divide the world's exchanges between campaigns and everybody else."""
    total = scenario.exchanges if exchanges is None else exchanges
    if total < SMALLEST:
        raise UsageError(f"--exchanges {total}: a world needs at least {SMALLEST} to hold every kind of client")
    scale = total / scenario.exchanges
    campaigns = tuple(round(plan.share * total) for plan in scenario.campaigns)
    honest = sum(honest_exchanges(plan, own) for plan, own in zip(scenario.campaigns, campaigns, strict=True))
    benign = total - sum(campaigns) - honest
    return Budget(total, scale, campaigns, benign, max(len(KINDS), round(scenario.benign_accounts * scale)))


def enrol_all(draft: Draft, budget: Budget) -> None:
    """Benign kinds first, then campaigns, which may borrow addresses of strangers and use what others have."""
    weights = [kind_share(draft.scenario, kind) for kind in KINDS]
    accounts = np.array([weight.accounts for weight in weights])
    volume = np.array([weight.exchanges for weight in weights])
    wanted = np.maximum(1, np.round(accounts / accounts.sum() * budget.benign_accounts))
    sizes = np.where(accounts > 0, wanted, 0).astype(int)
    present = np.flatnonzero(accounts)
    shares = dict(zip(present, split(draft.rng, budget.benign, volume[present]), strict=True))
    for code in present:
        KINDS[code].enrol(draft, int(code), int(sizes[code]), int(shares[code]))
    enrolled: dict[str, Roster] = {}
    for place, (plan, own) in enumerate(zip(draft.scenario.campaigns, budget.campaigns, strict=True)):
        size = max(4, round(plan.accounts * budget.scale))
        host = enrolled.get(plan.accounts_of or plan.exits_of)
        enrolled[plan.name] = enrol_campaign(draft, Enrolment(plan, place, len(KIND_NAMES) - 1, size, own), host)


def kind_share(scenario: Scenario, kind: Kind) -> KindShare:
    """A kind's weights: the scenario's where it names a population, otherwise the standard ones."""
    if not scenario.population:
        return KindShare(kind.accounts, kind.exchanges)
    return scenario.population.get(kind.name, KindShare(0.0, 0.0))


def finish(draft: Draft, seed: int) -> World:
    """Close every book."""
    scenario = draft.scenario
    streams = stack(draft.streams)
    midnight = datetime.combine(scenario.start, time(), UTC)
    return World(
        salt=seed * 65_537 % (1 << 40),
        start_us=int(midnight.timestamp()) * 1_000_000,
        accounts=owned(stack(draft.accounts), streams),
        streams=streams,
        tasks=stack(draft.tasks),
        flat=draft.choices.finish(),
        addresses=draft.addresses.finish(),
        clients=draft.clients,
        templates=draft.templates.finish(),
        toolsets=pa.array(draft.toolsets or [[]], pa.list_(pa.string())),
        pools=pa.concat_arrays(draft.pools) if draft.pools else pa.array([""]),
        models=tuple(release.model for release in scenario.releases),
        missing=scenario.missing,
    )
