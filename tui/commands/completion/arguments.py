"""The arguments of `wirewatch completion`, and of what its scripts call."""

from __future__ import annotations

import argparse

SHELLS = ("bash", "zsh", "fish")
WHERE = """where it goes:
  bash  echo 'eval "$(wirewatch completion bash)"' >> ~/.bashrc
  zsh   wirewatch completion zsh > "${fpath[1]}/_wirewatch"     (or: eval "$(wirewatch completion zsh)" in ~/.zshrc,
        below compinit)
  fish  wirewatch completion fish > ~/.config/fish/completions/wirewatch.fish
Then open a new shell. Expressions complete best between single quotes: wirewatch query 'region:syr⇥"""


def add_completion(verbs: argparse._SubParsersAction[argparse.ArgumentParser], kept: argparse.ArgumentParser) -> None:
    """Adds the verb, and the one that scripts call, which no help lists."""
    completion = verbs.add_parser(
        "completion",
        help="print the script by which a shell completes commands, names and filters",
        parents=[kept],
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description="Prints a script. With it Tab completes commands, options, their values, feeds, saved filters and\n"
        "filter expressions, with the names of your archive.",
        epilog=WHERE,
    )
    completion.add_argument("shell", choices=SHELLS)
    complete = verbs.add_parser("complete", add_help=False)
    complete.add_argument("shell", choices=SHELLS)
    complete.add_argument("line")
    complete.add_argument("breaks", nargs="?", default="")
