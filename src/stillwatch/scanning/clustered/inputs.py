"""The inputs of a scan as its cluster reads them: local files under the rules of any scan, addresses as they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from stillwatch.engines.cluster import Cluster, Files
from stillwatch.records.errors import UsageError
from stillwatch.records.tables import EXCHANGES
from stillwatch.scanning.options import ScanOptions
from stillwatch.sources.canonical_parquet import CanonicalParquet, is_simulated
from stillwatch.sources.discovery import find_files
from stillwatch.sources.interface import InputFile
from stillwatch.sources.quarantine import Quarantine
from stillwatch.sources.registry import recognised
from stillwatch.sources.sampling import sample
from stillwatch.sources.side_tables import side_table

FORMAT: Final = CanonicalParquet.name


def is_address(path: str | Path) -> bool:
    """Whether an input names its file system, as ``s3a://bucket/logs`` does."""
    return "://" in str(path)


def files_on(cluster: Cluster, inputs: Sequence[str | Path], options: ScanOptions, quarantine: Quarantine) -> Files:
    """The rows of all inputs, local files first, each under the name that it was given.

    Raises:
        UsageError: an input that is not there, or is in a format that a cluster does not read.
    """
    if options.format not in {None, FORMAT}:
        raise UsageError(f"{_TOLD}: leave --format {options.format} out")
    local = [one for one in inputs if not is_address(one)]
    found = [file for file in find_files(local, quarantine) if _is_log(file, quarantine)] if local else []
    names = {str(file.path.resolve()): file.name for file in found}
    quarantine.simulated |= any(is_simulated(file) for file in found)
    paths = [*names, *(str(one) for one in inputs if is_address(one))]
    if not paths:
        raise UsageError(f"no Parquet files in {', '.join(map(str, inputs))}")
    files = cluster.read(paths, EXCHANGES.names)
    return replace(files, names=tuple(names.get(one, one) for one in files.names))


_TOLD: Final = f"on a cluster only {FORMAT} is read (Parquet with the contract's columns)"


def _is_log(file: InputFile, quarantine: Quarantine) -> bool:
    beginning = sample(file)
    aside = side_table(beginning)
    if aside is not None:
        quarantine.skip(file.name, aside)
        return False
    source = recognised(beginning)
    if source is None or source.name != FORMAT:
        known = "in no known format" if source is None else f"in the format {source.name}"
        raise UsageError(f"{file.name} is {known}, and {_TOLD}; write it as Parquet, or leave --engine out")
    if not beginning.columns:
        quarantine.reject(file.name, "unreadable Parquet: no footer that can be read")
        return False
    return True
