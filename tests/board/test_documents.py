"""Opening, questioning, marking and coming back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.board.news import ADVISERS, ALL, HEIGHTS, MARKET, TALKS, news
from tests.board.screen import running
from tests.build import actor, report
from watchers.archive.rows import Row
from watchers.document import Attribution, Event, Hedge, Mention, Quote, Report

SHELLING = "Rebels reportedly shelled a hill, officials said, according to Reuters."


def quote(words: str) -> Quote:
    return Quote(SHELLING.index(words), SHELLING.index(words) + len(words), words)


def shelling() -> Report:
    """Rebels did not shell a hill, officials are said to have said."""
    told = report("Shells fall", SHELLING, [actor("rebels", "Rebels", "armed group", text=SHELLING)])
    words, doubt, reach = quote("shelled"), quote("reportedly"), quote("shelled a hill")
    mention = Mention(words.start, words.end, words.text, "event:passive")
    analysis = replace(
        told.analysis,
        events=(Event("ASSAULT", None, "rebels", None, None, "alleged", (mention,), "past", negated=True),),
        attributions=(Attribution(quote("officials"), quote("said"), None, None, "official", via=(quote("Reuters"),)),),
        hedges=(Hedge(doubt.start, doubt.end, doubt.text, "reported", scope=(reach.start, reach.end)),),
    )
    return replace(told, analysis=analysis)


async def test_enter_opens_the_text_and_escape_comes_back_to_the_same_place(tmp_path: Path) -> None:
    many = [report(f"Bulletin {n:03}", f"Text of bulletin {n}.") for n in range(80)]
    async with running(tmp_path, many) as seen:
        await seen.shows("Bulletin 079", panel="#wire")
        await seen.press(*["j"] * 25)
        await seen.shows("Bulletin 054", panel="#brief")
        before = seen.panel("#wire")
        await seen.press("enter")
        await seen.shows("Text of bulletin 54.", "actors 0", "4 words")
        await seen.press("escape")
        await seen.shows("80", panel="#wire")
        assert seen.panel("#wire").replace("●", " ") == before.replace("●", " ")


async def test_why_names_the_words_and_the_rule(tmp_path: Path) -> None:
    async with running(tmp_path, news()) as seen:
        await seen.shows(HEIGHTS, panel="#brief")
        await seen.press("w")
        await seen.shows("“Golan Heights”", "region — rule test:name", panel="#evidences")
        await seen.press("w")
        await seen.hides("rule test:name")
        await seen.shows("Free Syrian Army units denied it.")
        await seen.press("q")
        await seen.shows(*ALL, panel="#wire")


async def test_why_tells_happenings_sources_and_doubts_whole_with_their_rules(tmp_path: Path) -> None:
    async with running(tmp_path, [shelling()]) as seen:
        await seen.shows("Shells fall", panel="#brief")
        await seen.press("w")
        wanted = [
            "“shelled”  attack: Rebels, past, did not happen,",
            "alleged",
            "event — rule event:passive",
            "a verb in the passive: its subject is the target,",
            "“by” names the actor",
            "“officials”  officials, via Reuters: said — official",
            "rule attribution:said",
            "“reportedly”  reported, over “shelled a hill”",
            "hedge — rule hedge:word",
        ]
        await seen.shows(*wanted, panel="#evidences")
        await seen.press("j", "j", "j")
        await seen.shows("▌“officials”", "▌  says who — rule attribution:said", panel="#evidences")
        doubt = next(at for at, line in enumerate(seen.panel("#evidences").split("\n")) if "rule hedge:word" in line)
        await seen.pilot.click("#evidences", offset=(9, doubt))
        await seen.shows("▌“reportedly”", "▌  hedge — rule hedge:word", panel="#evidences")


async def test_why_says_where_only_names_were_looked_for(tmp_path: Path) -> None:
    told = report("خبر", "نص قصير")
    told = replace(told, analysis=replace(told.analysis, language="ar", coverage="names"))
    async with running(tmp_path, [told]) as seen:
        await seen.press("w")
        await seen.shows("Arabic: places, countries and named actors only", panel="#evidences")


async def test_space_star_and_undo(tmp_path: Path) -> None:
    async with running(tmp_path, news()) as seen:
        await seen.shows("4 unread", panel="#title")
        await seen.press("space", "asterisk")
        await seen.shows("3 unread", panel="#title")
        await seen.shows("★", panel="#wire")
        await seen.press("u", "u")
        await seen.shows("4 unread", panel="#title")
        await seen.hides("★", panel="#wire")


async def test_opening_reads_and_n_finds_the_next_unread(tmp_path: Path) -> None:
    async with running(tmp_path, news()) as seen:
        await seen.shows(HEIGHTS, panel="#brief")
        await seen.press("enter")
        await seen.shows("A patrol was fired on")
        await seen.press("n")
        await seen.shows("Revolutionary Guards will send more advisers")
        await seen.press("escape")
        await seen.shows("2 unread", panel="#title")
        await seen.press("G", "N")
        await seen.shows(TALKS, panel="#brief")
        await seen.press("U")
        await seen.shows("2 of 4", panel="#chips")
        await seen.hides(HEIGHTS, ADVISERS, panel="#wire")


async def test_y_copies_a_citation(tmp_path: Path) -> None:
    async with running(tmp_path, news()) as seen:
        await seen.press("G")
        await seen.shows(MARKET, panel="#brief")
        await seen.press("y")
        await seen.shows("copied: “Shells hit a market", panel="#footer")
        assert seen.board.clipboard.startswith(f"“{MARKET}”, Nile Desk, 14 Mar 2030, 11:20 UTC. ")


async def test_o_says_when_the_original_is_gone(tmp_path: Path) -> None:
    async with running(tmp_path, news()) as seen:
        await seen.shows(HEIGHTS, panel="#brief")
        await seen.press("o")
        await seen.shows("The original is no longer there", panel="#footer")


async def test_a_megabyte_opens_and_scrolls_to_its_end(tmp_path: Path) -> None:
    text = "\n\n".join(f"Paragraph {n} of a long report without end." for n in range(25_000))
    async with running(tmp_path, [report("A long report", text)]) as seen:
        await seen.shows("A long report", panel="#brief")
        await seen.press("enter")
        await seen.shows("Paragraph 3 of a long report")
        paper = seen.board.screen.query_one("#paper")
        await seen.until(lambda: paper.virtual_size.height > 49_000, "the whole text laid out")
        await seen.press("G")
        await seen.shows("Paragraph 24999 of a long report")


class _Holdless(dict[int, Row]):
    """A wire that has scrolled away from every document, however often it is filled."""

    def update(self, *_: object, **__: object) -> None:
        """Keeps nothing."""


async def test_a_mark_that_was_not_made_is_not_claimed(tmp_path: Path) -> None:
    async with running(tmp_path, news()) as seen:
        await seen.press("enter")
        await seen.shows("A patrol was fired on")
        await seen.until(lambda: seen.board.view.totals.unread == 3, "the document read")
        seen.board.home.wire.held = _Holdless()
        await seen.press("space")
        await seen.shows("not marked")
        await seen.press("asterisk")
        await seen.hides("star taken away")
