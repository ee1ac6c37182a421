"""stillwatch finds, proves and stops large-scale distillation campaigns against a language-model API."""

from stillwatch.scanning import ScanOptions, scan, write_result
from stillwatch.watching import WatchOptions, watch

__all__ = ["ScanOptions", "WatchOptions", "scan", "watch", "write_result"]
