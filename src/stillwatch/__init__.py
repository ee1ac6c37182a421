"""stillwatch finds, proves and stops large-scale distillation campaigns against a language-model API."""

from stillwatch.scanning import ScanOptions, scan, write_result

__all__ = ["ScanOptions", "scan", "write_result"]
