"""The composition root: one scan from log files to a result."""

from stillwatch.report.folder import write_result
from stillwatch.scanning.options import ScanOptions, StageProgress
from stillwatch.scanning.scan import scan

__all__ = ["ScanOptions", "StageProgress", "scan", "write_result"]
