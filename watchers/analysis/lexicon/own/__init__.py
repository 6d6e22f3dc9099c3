"""The analyst's own lexicon, `actors.toml` and `regions.toml` beside the settings, laid over the shipped one."""
