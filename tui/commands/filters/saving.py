"""`wirewatch filters save`."""

from __future__ import annotations

from argparse import Namespace

from tui.commands.filters.choosing import saved_in
from tui.commands.filters.desk import Desk, UsageError
from watchers.filters.parsing import parse
from watchers.saved import colours
from watchers.saved.editing import added, moved, overwritten
from watchers.saved.filter import Saved
from watchers.saved.naming import expression_of
from watchers.saved.reading import no_expression, no_name
from watchers.saved.writing import write


def run(given: Namespace, desk: Desk) -> int:
    """0; raises FilterError for an expression that means nothing, UsageError for what else must be given otherwise."""
    saved = Saved(" ".join(given.name.split()), given.expression.strip(), _colour(given.colour))
    for problem in filter(None, (no_name(saved.name), no_expression(saved.expression))):
        raise UsageError(problem)
    if given.order is not None and given.order < 1:
        raise UsageError("--order counts from 1.")
    known = saved_in(desk)
    taken = next((each for each in known if each.key == saved.key), None)
    if taken and not given.replace:
        said = f"the name “{taken.name}” is taken: {taken.expression}. Give another, or --replace to overwrite it."
        raise UsageError(said)
    with desk.names() as names:
        others = [each for each in known if each is not taken]
        wanted = parse(expression_of(saved.expression, [*others, saved]), names)
        if names is None:
            desk.tell("There is no archive yet: who and what it names is looked up once there is one.")

    def change(text: str) -> str:
        if taken is None:
            return added(text, saved, given.order)
        after = overwritten(text, taken.name, saved)
        return after if given.order is None else moved(after, saved.name, given.order)

    write(desk.path, change)
    (count,) = desk.counts([wanted])
    lets = "" if count is None else f"; it lets {count:,} document{'' if count == 1 else 's'} through now"
    desk.tell(f"“{saved.name}” is {'replaced' if taken else 'saved'}{lets}. wirewatch query '@{saved.name}' asks it.")
    return 0


def _colour(text: str | None) -> str | None:
    if text is None or text.strip().casefold() in colours.NONE:
        return None
    if (colour := colours.meant(text)) is None:
        raise UsageError(f"--colour: {colours.unknown(text)}")
    return colour
