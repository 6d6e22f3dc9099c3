"""`filters.toml` is read with every mistake named, and changed without losing a word of what a person wrote there."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, time
from functools import partial
from pathlib import Path

import pytest

from watchers.alerts import Quiet, Rule
from watchers.errors import SettingsError
from watchers.saved import FILE, FOR_GOOD, Saved, load, parse
from watchers.saved.editing import added, moved, muted, overwritten, removed, renamed, restored, table_in
from watchers.saved.writing import write

HERE = Path(FILE)
WHOLE = """\
# mine

# ---- noise ----
[[filter]]
name = "Sport"            # every Saturday
expression = "subject:sport OR football"
colour = "gray"
muted_until = 2026-11-27T00:00:00Z

[filter.alert]
bell = true
quiet = "22:00-06:00"

# ---- the Gulf ----
[[filter]]
name = "Gulf shipping"
expression = 'region:oman "oil tanker"'
order = 1

[[filter]]
name = "Élysée"
expression = "actor:france"
muted_until = "until further notice"
"""


def filters(text: str) -> tuple[Saved, ...]:
    found = parse(text, HERE)
    assert not found.mistakes
    return found.filters


def mistakes(text: str) -> list[str]:
    return [str(mistake) for mistake in parse(text, HERE).mistakes]


def names(text: str) -> list[str]:
    return [saved.name for saved in filters(text)]


def test_filters_come_in_their_order_with_all_that_is_said_of_them() -> None:
    assert filters(WHOLE) == (
        Saved("Gulf shipping", 'region:oman "oil tanker"', None, 1),
        Saved(
            "Sport",
            "subject:sport OR football",
            "grey",
            2,
            datetime(2026, 11, 27, tzinfo=UTC),
            Rule(bell=True, quiet=Quiet(time(22), time(6))),
        ),
        Saved("Élysée", "actor:france", None, 3, FOR_GOOD),
    )


def test_no_file_is_no_filter(tmp_path: Path) -> None:
    assert load(tmp_path / FILE).filters == ()


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ('expression = "x"', "line 2: this filter has no name. Give it one"),
        ('name = "x"', "line 2: this filter has no expression."),
        ('name = ""\nexpression = "x"', "line 3: a filter needs a name."),
        ('name = "x"\nexpression = " "', "line 4: the expression is empty: it would match every document."),
        ('name = "SPORT"\nexpression = "y"', "line 3: the name “SPORT” is taken already, in line 7."),
        ('name = "@x"\nexpression = "y"', "line 3: a name has no quotes and no \\ in it, and does not begin with @."),
        ('name = "a\\u0007"\nexpression = "y"', "line 3: the name must be one line without control characters."),
        ('name = 7\nexpression = "y"', "line 3: “name” must be text in quotes."),
    ],
)
def test_a_mistake_costs_one_filter_and_is_told_with_its_line(table: str, said: str) -> None:
    text = f'\n[[filter]]\n{table}\n\n[[filter]]\nname = "Other"\nexpression = "z"\n'
    if "SPORT" in table:
        text = f'\n[[filter]]\n{table}\n\n[[filter]]\nname = "sport"\nexpression = "z"\n'
        said = "line 7: the name “sport” is taken already, in line 3."
    assert [said in told for told in mistakes(text)] == [True]
    assert len(parse(text, HERE).filters) == 1


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('colour = "blurple"', "“blurple” is no colour of a filter. Did you mean purple?"),
        ("colour = 7", "“colour” must be text in quotes."),
        ("order = -1", "“order” must be a whole number from 1 on"),
        ('muted_until = "friday"', "wirewatch filters mute NAME friday reckons one."),
        ("muted_until = 7", "“muted_until” must be an instant"),
        ("color = 'red'", "“color” is not a key of a filter. Did you mean “colour”?"),
    ],
)
def test_a_slip_beside_name_and_expression_leaves_the_filter_in_use(line: str, said: str) -> None:
    found = parse(f'[[filter]]\nname = "Sport"\nexpression = "football"\n{line}\n', HERE)
    assert found.filters == (Saved("Sport", "football", None, 1),)
    (told,) = found.mistakes
    assert said in str(told)
    assert "filters.toml, line 4: " in str(told)


def test_what_is_no_toml_or_no_table_is_said() -> None:
    with pytest.raises(SettingsError, match="line 1: this is not TOML"):
        parse("name = ", HERE)
    with pytest.raises(SettingsError, match=r"each filter must begin with a line \[\[filter\]\], in two brackets"):
        parse('[filter]\nname = "x"', HERE)
    assert mistakes("[alarm]\n") == [
        "filters.toml, line 1: “alarm” is not known here; write each filter below a line [[filter]]."
    ]


def test_a_day_without_quotes_or_with_is_its_beginning_here() -> None:
    midnight = datetime(2026, 12, 1).astimezone(UTC)
    for written in ("2026-12-01", '"2026-12-01"', '"2026-12-01 00:00"'):
        (saved,) = filters(f'[[filter]]\nname = "x"\nexpression = "y"\nmuted_until = {written}\n')
        assert saved.muted_until == midnight


def test_each_change_leaves_comments_order_and_alerts_as_they_were() -> None:
    text = muted(WHOLE, "sport", None)
    assert text == WHOLE.replace("muted_until = 2026-11-27T00:00:00Z\n", "")
    assert muted(text, "SPORT", datetime(2026, 11, 27, tzinfo=UTC)).count("2026-11-27T00:00:00Z") == 1
    assert 'quiet = "22:00-06:00"' in muted(text, "sport", FOR_GOOD)
    text = renamed(WHOLE, "sport", "Athletics")
    assert text == WHOLE.replace('"Sport"', '"Athletics"')
    text = overwritten(WHOLE, "elysee", Saved("Élysée palace", "actor:france urgent", "blue"))
    assert "# ---- the Gulf ----" in text
    assert filters(text)[2] == Saved("Élysée palace", "actor:france urgent", "blue", 3, FOR_GOOD)


def test_one_can_be_moved_to_any_place() -> None:
    assert names(WHOLE) == ["Gulf shipping", "Sport", "Élysée"]
    assert names(moved(WHOLE, "elysee", 1)) == ["Élysée", "Gulf shipping", "Sport"]
    assert names(moved(WHOLE, "gulf shipping", 99)) == ["Sport", "Élysée", "Gulf shipping"]
    assert "# every Saturday" in moved(WHOLE, "sport", 3)


def test_one_is_added_at_the_end_or_at_a_place_and_a_taken_name_is_refused() -> None:
    new = Saved("Coups", "event:assault", "red")
    assert names(added(WHOLE, new))[-1] == "Coups"
    assert names(added(WHOLE, new, 2)) == ["Gulf shipping", "Coups", "Sport", "Élysée"]
    assert added("", new).startswith("# Saved filters")
    for change in (partial(added, saved=Saved("ELYSEE", "x")), partial(renamed, name="sport", other="elysée")):
        with pytest.raises(SettingsError, match="the name “Élysée” is taken already"):
            change(WHOLE)
    with pytest.raises(SettingsError, match="“tennis” stands there no longer"):
        removed(WHOLE, "tennis")


def test_what_is_removed_comes_back_with_its_alert() -> None:
    table = table_in(WHOLE, "sport")
    without = removed(WHOLE, "sport")
    assert names(without) == ["Gulf shipping", "Élysée"]
    assert "quiet" not in without
    again = restored(without, table)
    assert table_in(again, "sport") == table


def test_several_writers_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / FILE

    def save(number: int) -> None:
        write(path, lambda text: added(text, Saved(f"filter {number}", "x")))

    threads = [threading.Thread(target=save, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(load(path).filters) == 12
