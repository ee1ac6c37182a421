"""The baselines, in the order of the table."""

from __future__ import annotations

from typing import Final

from baselines import anomaly, coactivity, fraudar, mmd, prada, shared_infrastructure, shared_text, synchrotrap
from baselines.interface import Baseline

BASELINES: Final = (
    Baseline("MMD", "windows of an account's prompts against everybody's", "arXiv 2606.05725", mmd.judge),
    Baseline("PRADA", "distances between an account's prompts", "Juuti et al. 2019", prada.judge),
    Baseline(
        "identity",
        "components by card, device, phone",
        "after Stringhini et al. 2015",
        shared_infrastructure.judge_identity,
    ),
    Baseline(
        "addresses", "the same, and by address", "after Stringhini et al. 2015", shared_infrastructure.judge_addresses
    ),
    Baseline("text", "accounts with several exact texts in common", "no paper", shared_text.judge),
    Baseline("FRAUDAR", "dense blocks of customers × texts and identities", "Hooi et al. 2016", fraudar.judge),
    Baseline("minutes", "accounts active in the same minutes", "after Pacheco et al. 2021", coactivity.judge),
    Baseline("SynchroTrap", "the same text in the same minute", "after Cao et al. 2014", synchrotrap.judge),
    Baseline("anomaly", "an account's volume, hours, ramp, addresses", "robust z-scores", anomaly.judge),
)
