"""Names that a scenario file may use; a name's code in the simulator is its place in its tuple."""

from __future__ import annotations

from typing import Final

ROUTES: Final = ("api", "console", "bedrock", "vertex", "azure", "gateway")
PLANS: Final = ("free", "pro", "team", "enterprise", "api", "education", "research", "startup")
NETWORKS: Final = ("home", "mobile", "cloud", "hosting", "vpn", "university", "office")
FAMILIES: Final = ("sdk", "browser", "agent", "http", "gateway")
LANGUAGES: Final = ("en", "zh", "es", "de", "fr", "ru", "ja", "pt", "hi")
PLACEMENTS: Final = ("system", "prefix", "suffix", "around", "slots")
SCHEDULES: Final = ("always", "shifts", "office")
TECHNIQUES: Final = (
    "plain_task",
    "imagined_reasoning",
    "rubric_grading",
    "policy_safe_rewriting",
    "inline_reasoning_tags",
    "fake_system_prompt",
    "fake_debugging_session",
    "do_not_flag",
    "script_translation",
    "context_editing",
    "technique_search",
    "trace_cleaning",
    "agent_trajectory",
    "code_session",
    "vision_steps",
    "screen_steps",
)
"""Wordings of a request; the grammar has a rule ``<name>_en`` for each."""

KIND_ORDER: Final = (
    "ordinary_console",
    "ordinary_api",
    "developer",
    "evaluation_harness",
    "framework_default",
    "small_framework",
    "vertical_saas",
    "community_template",
    "enterprise_batch",
    "classroom",
    "hackathon",
    "reseller",
    "gateway_pair",
    "shared_key",
    "retrieval_backfill",
    "json_extraction",
    "customer_service",
    "power_user",
    "retry_loop",
    "drift_monitor",
    "audit_reasoning",
    "safety_research",
    "launch_day",
    "outsourced_raters",
    "vendor_shops",
    "incubator",
    "remote_hackathon",
)
"""The benign kinds, in the order they are enrolled."""
