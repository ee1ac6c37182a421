"""The closed vocabularies of the contract: capabilities, actions, plans and verifications."""

from __future__ import annotations

from typing import Final

CAPABILITIES: Final = (
    "agentic_reasoning",
    "tool_use",
    "coding",
    "data_analysis",
    "computer_use",
    "computer_vision",
    "orchestration",
    "reasoning",
    "grading",
    "policy_rewriting",
    "trace_cleaning",
    "general",
)
"""What an exchange can be after; a capability's code in fingerprints is its place here."""

ACTIONS: Final = ("observe", "verify", "throttle", "restrict", "suspend")
"""The response ladder, weakest first."""

TECHNIQUES: Final = (
    "imagined_reasoning",
    "inline_reasoning_tags",
    "fake_debugging_session",
    "fake_system_prompt",
    "do_not_flag",
    "script_translation",
    "context_editing",
    "technique_search",
    "trace_cleaning",
    "signature_replay",
    "rubric_grading",
    "policy_safe_rewriting",
    "safeguard_arbitrage",
    "quality_harness",
)
"""The elicitation techniques named in the public record; a technique's bit in fingerprints is its place here."""

EVIDENCE_KINDS: Final = (
    "shared_template",
    "partitioned_payloads",
    "synchrony",
    "signup_cohort",
    "shared_infrastructure",
    "narrow_focus",
)

UNRESOLVED_REASONS: Final = ("close", "places_only", "open", "chance", "false_discovery")
"""Why a group is neither told as a campaign nor dropped: see ``report/labels.py`` for each in words."""
