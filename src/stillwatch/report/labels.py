"""Plain words for the names of the contract's vocabularies."""

from __future__ import annotations

from typing import Final

CAPABILITY: Final = {
    "agentic_reasoning": "agentic reasoning",
    "tool_use": "tool use",
    "coding": "coding",
    "data_analysis": "data analysis",
    "computer_use": "computer use",
    "computer_vision": "computer vision",
    "orchestration": "orchestration of agents",
    "reasoning": "step-by-step reasoning",
    "grading": "grading by rubric",
    "policy_rewriting": "policy-safe rewriting",
    "trace_cleaning": "cleaning of reasoning traces",
    "general": "general requests",
}

TECHNIQUE: Final = {
    "imagined_reasoning": "asks for the imagined reasoning behind a finished answer",
    "inline_reasoning_tags": "a fixed prompt forces the reasoning into inline tags",
    "fake_debugging_session": "a fake debugging session asks for the earlier reasoning verbatim",
    "fake_system_prompt": "a fake “real system prompt” demands thinking tags",
    "do_not_flag": "asks not to be flagged",
    "script_translation": "has the working memory translated into another script",
    "context_editing": "edits the context in front of the reasoning",
    "technique_search": "searches for techniques that are not refused",
    "trace_cleaning": "hands captured reasoning back to be cleaned",
    "signature_replay": "replays reasoning signatures across sessions",
    "rubric_grading": "uses the model as a grader by rubric",
    "policy_safe_rewriting": "has sensitive answers rewritten to be policy-safe",
    "safeguard_arbitrage": "moves to the model with the weaker safeguards",
    "quality_harness": "probes whether the answers have been degraded",
}

EVIDENCE: Final = {
    "prior": "Before any evidence",
    "honest_explanations": "Honest explanations",
    "shared_template": "Same fixed request text",
    "partitioned_payloads": "One job divided over accounts",
    "synchrony": "Acting together in time",
    "signup_cohort": "Opened together",
    "shared_infrastructure": "Rare infrastructure in common",
    "narrow_focus": "Narrow focus on what trains a model",
}

ACTION: Final = {
    "observe": "Keep watching. Nothing changes for the account.",
    "verify": "Ask who is behind the account. Reversible at once.",
    "throttle": "Lower the rate limits. Reversible at once.",
    "restrict": "Withhold some models or features until reviewed. Can be appealed.",
    "suspend": "Stop the account. Only at the strongest proof; can be appealed.",
}


ALTERNATIVE: Final = {
    "evaluation_harness": "evaluation of models on a public benchmark",
    "framework_default": "default prompt of a framework or coding agent",
    "enterprise_batch": "batch job of one company",
    "classroom": "classroom or hackathon",
    "reseller": "honest reseller or gateway",
    "backfill": "retrieval, extraction or customer service",
    "power_user": "single power user or agent in a loop",
    "safety_research": "safety researchers or red team",
    "launch_day": "everybody tries the new model",
}


UNRESOLVED: Final = {
    "close": "The evidence and the honest explanations are about as strong, within a factor of 32.",
    "places_only": "Only text and addresses are shared, which a hosted tool brings to all of its users.",
    "open": "Many accounts outside would belong as well: it may be a part of a community.",
    "chance": "Random groups of the same log are as joint too often.",
    "false_discovery": "With it, more of the campaigns told would be expected to be false than the stated rate.",
}

EVENT: Final = {
    "first_seen": "first seen",
    "found_again": "found again",
    "steady": "steady for a day",
    "accounts_closed": "accounts closed",
    "taken_over": "other accounts took over",
    "template_changed": "fixed texts changed",
    "model_switched": "model changed",
    "silent": "fell silent",
    "resumed": "resumed",
    "merged": "merged",
    "split": "split off",
}


def words(name: str, vocabulary: dict[str, str]) -> str:
    """The words for ``name``; a name outside the vocabulary is shown with its underscores as spaces."""
    return vocabulary.get(name) or name.replace("_", " ")
