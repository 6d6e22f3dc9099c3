"""What a bundle tells a person who has never heard of wirewatch."""

from __future__ import annotations

from watchers.bundle.facts import Facts

_TEXT = """\
EVIDENCE BUNDLE

What this is
  Documents (news dispatches, feed entries, files) as they came in at a monitoring desk, each with the time at which
  it was captured, where it came from, and what a program said about it. The program is {software}.

  Exported        {made}
  Asked for       {filter}
  Understood as   {meaning}
  Documents       {documents}
  Versions        {versions}
{damaged}
  All times are UTC. A time of capture is that of the clock of the computer that captured.

What lies where
  data/originals/     the bytes exactly as they came in, named after their SHA-256. One file may hold several
                      documents: a feed, a mailbox. They are not cleaned: a web page may hold scripts, a document
                      macros. Look at a copy, on a machine where that does no harm.
  data/documents/     one description for each version of each document, in JSON: source, address, the document's own
                      file name ("name"), time of capture ("captured"), the original it was read from ("original"),
                      what was read ("reading"), and what was told about it ("tagged"). Every tag has the words that
                      earned it, with their place in the text. "shown" is true for the version that the desk saw last;
                      "status" is the last word of its provider: a story that was killed is "cancelled".
  manifest.json       the export, and the SHA-256 and size of each file
  manifest-sha256.txt the same digests as sha256sum writes them
  chain.txt           the hash chain, see below
  tagmanifest-sha256.txt  the digests of these lists; its own SHA-256 is the seal of the whole bundle
  bagit.txt, bag-info.txt  make this a bag after BagIt 1.0 (RFC 8493), which archives and libraries can take in

What a person wrote, what a program told
  Originals are other people's words. Summaries are whole sentences of theirs. Tags, events and attributions are told
  by rules, without a person, with the lexicon {lexicon} or an earlier one: they help to find, they prove nothing.

How to check it without wirewatch
  In this folder, on Linux or macOS (there: shasum -a 256 in place of sha256sum):

    sha256sum --check --quiet manifest-sha256.txt
    sha256sum --check --quiet tagmanifest-sha256.txt
    sha256sum tagmanifest-sha256.txt

  The first two say nothing where every file is as it was. The third prints the seal.
  A file under data/ that no list names was put in later: these must be as many as the lists have lines.

    find data -type f | wc -l
    wc -l < manifest-sha256.txt

  The chain. Each line of chain.txt is: hash, number, SHA-256, size, path. Its hash is the SHA-256 of one line of
  text: the hash of the line before (64 zeros for the first), a space, the rest of the line, and a line feed. So no
  line can be changed, put in, taken out or moved without changing every hash after it.

    previous=$(printf '%064d' 0)
    while read -r hash rest; do
      now=$(printf '%s %s\\n' "$previous" "$rest" | sha256sum | cut -d ' ' -f 1)
      [ "$now" = "$hash" ] || {{ echo "broken at: $rest"; break; }}
      previous=$hash
    done < chain.txt
    echo "$previous"

  It should print {head}
  The lines stand in the order in which the desk took the versions in: an original, then the descriptions made of it.

How to check it with wirewatch
    wirewatch verify FOLDER-OR-FILE --seal SEAL

What this proves, and what it does not
  It proves that nothing was changed since the seal was made, if you know the seal from elsewhere: somebody who could
  change a file could also make all lists anew, and then the seal is another one. So whoever exports notes the seal at
  once where he cannot change it later: a signed log, a letter, a message to the other side, a time-stamping service.
  It does not prove that a publisher wrote what was captured, that the clock was right, or that what was said is true.

  It is made with an eye to the Berkeley Protocol on Digital Open Source Investigations (United Nations and UC Berkeley,
  2022): original bytes kept apart from what was worked out, time, address and digest for each item, and a record of
  how the selection was made. Who collected, stored and handed on the bundle is for its keepers to write down.
"""


def readme(facts: Facts) -> bytes:
    """README.txt."""
    lost = f"  Damaged         {facts.damaged} versions lack their original or reading; each says so\n"
    told = {name: getattr(facts, name) for name in ("software", "made", "documents", "versions", "lexicon", "head")}
    asked = facts.filter or "(every document)"
    meaning = facts.meaning or "(every document)"
    return _TEXT.format(**told, filter=asked, meaning=meaning, damaged=lost if facts.damaged else "").encode()
