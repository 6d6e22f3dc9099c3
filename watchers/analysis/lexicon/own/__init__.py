"""The analyst's own lexicon, `actors.toml` and `regions.toml` beside the settings, laid over the shipped one."""

from watchers.analysis.lexicon.own.adding import add, append
from watchers.analysis.lexicon.own.entry import OwnActor, OwnRegion, block, free_id

__all__ = ["OwnActor", "OwnRegion", "add", "append", "block", "free_id"]
