"""The composition root: one scan from log files to a result."""

from stillwatch.engines.cluster import ClusterOptions
from stillwatch.report.folder import write_result
from stillwatch.scanning.engines import ENGINES, check
from stillwatch.scanning.manifest import input_bytes
from stillwatch.scanning.options import MOST_HELD, ScanOptions, StageProgress
from stillwatch.scanning.scan import scan
from stillwatch.scanning.work import clear_work

__all__ = [
    "ENGINES",
    "MOST_HELD",
    "ClusterOptions",
    "ScanOptions",
    "StageProgress",
    "check",
    "clear_work",
    "input_bytes",
    "scan",
    "write_result",
]
