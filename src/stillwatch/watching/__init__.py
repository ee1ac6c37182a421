"""The composition root of watching: a log that grows is looked at hour by hour, and what was known is kept between."""

from stillwatch.watching.options import WatchOptions
from stillwatch.watching.watch import watch

__all__ = ["WatchOptions", "watch"]
