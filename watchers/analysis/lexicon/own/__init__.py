"""The analyst's own lexicon, `actors.toml` and `regions.toml` beside the settings, laid over the shipped one."""

from watchers.analysis.lexicon.own.adding import (
    OwnActor,
    OwnRegion,
    actor_block,
    add_actor,
    add_region,
    free_id,
    region_block,
)

__all__ = ["OwnActor", "OwnRegion", "actor_block", "add_actor", "add_region", "free_id", "region_block"]
