"""The registry of benign kinds, in the order they are enrolled, with their weights in the standard population."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from stillwatch.simulation.draft import Draft
from stillwatch.simulation.populations.gateways import gateway_pair, reseller, shared_key
from stillwatch.simulation.populations.groups import classroom, enterprise_batch, hackathon
from stillwatch.simulation.populations.launch_day import launch_day
from stillwatch.simulation.populations.loners import (
    audit_reasoning,
    drift_monitor,
    power_user,
    retry_loop,
    safety_research,
)
from stillwatch.simulation.populations.ordinary import developer, ordinary_api, ordinary_console
from stillwatch.simulation.populations.organised import (
    incubator,
    outsourced_raters,
    remote_hackathon,
    vendor_shops,
)
from stillwatch.simulation.populations.shared_text import (
    community_template,
    evaluation_harness,
    framework_default,
    small_framework,
    vertical_saas,
)
from stillwatch.simulation.populations.workloads import customer_service, json_extraction, retrieval_backfill

Enrol = Callable[[Draft, int, int, int], None]


@dataclass(frozen=True, slots=True)
class Kind:
    """A benign kind: weight among benign accounts and exchanges, which of the record's nine twins it is (0: none)."""

    name: str
    twin: int
    accounts: float
    exchanges: float
    enrol: Enrol


KINDS: Final = (
    Kind("ordinary_console", 0, 34.0, 10.0, ordinary_console),
    Kind("ordinary_api", 0, 20.0, 22.0, ordinary_api),
    Kind("developer", 0, 14.0, 10.0, developer),
    Kind("evaluation_harness", 1, 1.0, 4.0, evaluation_harness),
    Kind("framework_default", 2, 10.0, 9.0, framework_default),
    Kind("small_framework", 2, 3.0, 3.0, small_framework),
    Kind("vertical_saas", 2, 2.0, 3.0, vertical_saas),
    Kind("community_template", 2, 5.0, 2.5, community_template),
    Kind("enterprise_batch", 3, 1.6, 9.0, enterprise_batch),
    Kind("classroom", 4, 2.5, 2.0, classroom),
    Kind("hackathon", 4, 1.2, 1.0, hackathon),
    Kind("reseller", 5, 0.06, 5.0, reseller),
    Kind("gateway_pair", 5, 0.04, 2.0, gateway_pair),
    Kind("shared_key", 5, 0.3, 1.5, shared_key),
    Kind("retrieval_backfill", 6, 0.5, 4.0, retrieval_backfill),
    Kind("json_extraction", 6, 0.8, 4.0, json_extraction),
    Kind("customer_service", 6, 0.8, 4.0, customer_service),
    Kind("power_user", 7, 0.3, 2.0, power_user),
    Kind("retry_loop", 7, 0.3, 1.5, retry_loop),
    Kind("drift_monitor", 7, 0.3, 1.0, drift_monitor),
    Kind("audit_reasoning", 7, 0.3, 1.0, audit_reasoning),
    Kind("safety_research", 8, 0.6, 0.6, safety_research),
    Kind("launch_day", 9, 2.0, 1.5, launch_day),
    Kind("outsourced_raters", 3, 0.0, 0.0, outsourced_raters),
    Kind("vendor_shops", 2, 0.0, 0.0, vendor_shops),
    Kind("incubator", 4, 0.0, 0.0, incubator),
    Kind("remote_hackathon", 4, 0.0, 0.0, remote_hackathon),
)
KIND_NAMES: Final = (*(kind.name for kind in KINDS), "campaign")
"""Names by code; the last is what the truth calls a campaign's accounts."""
