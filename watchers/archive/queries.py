"""What the panels ask, as SQL over the documents `d` that a condition lets through.

SQLite has no statistics here, so `CROSS JOIN` and `+` tell it which way round to go where it would guess wrong.
"""

from __future__ import annotations

from watchers.archive.columns import BODY as STORED
from watchers.archive.conditions import Condition
from watchers.unusual import Kind

ROW = """
    SELECT d.id, d.title, s.name, d.credit, d.received, d.published, d.shown, d.version, d.read, d.starred, d.gone,
        d.versions, d.status, d.embargo, d.urgency, d.advisory, d.corrected,
        (SELECT count(*) FROM document k WHERE k.copy_of IS NOT NULL AND k.copy_of = coalesce(d.copy_of, d.id)),
        d.cluster, d.copy_of
    FROM document d JOIN source s ON s.id = d.source
"""
ROWS = f"{ROW} WHERE d.id IN (SELECT value FROM json_each(?))"
ONE_ROW = f"{ROW} WHERE d.id = ?"
FELLOWS = f"""
    {ROW} WHERE d.cluster IS NOT NULL AND d.cluster = (SELECT cluster FROM document WHERE id = ?1) AND d.id <> ?1
    ORDER BY d.at DESC, d.id DESC LIMIT ?2
"""
TELLERS = """
    SELECT d.id, coalesce(d.credit, s.name) FROM document d JOIN source s ON s.id = d.source
    WHERE d.cluster IS NOT NULL AND d.cluster = ?1 AND d.id <> ?2 ORDER BY d.at DESC, d.id DESC LIMIT ?3
"""
WITHOUT_CLUSTER = "SELECT id FROM document WHERE cluster IS NULL AND id > ? ORDER BY id LIMIT ?"
TOLD_IN = "SELECT documents FROM cluster WHERE id = ?"
BODY = f"""
    SELECT d.uri, s.kind, s.name, s.uri, d.notice, n.text, v.title, {STORED}
    FROM document d JOIN source s ON s.id = d.source LEFT JOIN note n ON n.document = d.id
    LEFT JOIN version v ON v.document = d.id AND v.number = d.version LEFT JOIN original o ON o.id = v.original
    WHERE d.id = ?
"""
REREAD = f"""
    SELECT v.number, v.title, v.received, {STORED}
    FROM document d JOIN version v ON v.document = d.id AND v.number = d.version
    LEFT JOIN original o ON o.id = v.original
    WHERE d.id = ?
"""
VERSIONS = """
    SELECT v.number, v.received, v.title, v.edition, v.status, v.number = d.version, v.ordinal, v.made
    FROM document d JOIN version v ON v.document = d.id WHERE d.id = ? ORDER BY v.number
"""
LOOK = "SELECT at FROM look"
VERSION_TEXT = f"""
    SELECT v.title, {STORED} FROM version v LEFT JOIN original o ON o.id = v.original
    WHERE v.document = ? AND v.number = ?
"""
FEEDS = "SELECT s.uri, f.state FROM feed f JOIN source s ON s.id = f.source WHERE f.state IS NOT NULL"
ENTRIES = "SELECT f.entries FROM feed f JOIN source s ON s.id = f.source WHERE s.uri = ?"
ACTOR = "SELECT name, kind, country, part_of FROM actor WHERE key = ?"
REGION = "SELECT name, kind, country, parent FROM region WHERE key = ?"
ORIGINAL = """
    SELECT o.content FROM document d
    JOIN version v ON v.document = d.id AND v.number = d.version JOIN original o ON o.id = v.original
    WHERE d.id = ?
"""
SOURCES = """
    SELECT s.kind, s.name, s.uri, s.state, s.problem, s.last_success, s.next_try, s.said, s.muted,
        (SELECT count(*) FROM set_aside a WHERE a.source = s.id)
    FROM source s ORDER BY s.id
"""
SET_ASIDE = """
    SELECT s.kind, s.name, s.uri, a.uri, a.name, a.reason, a.advice, a.since, f.size, f.mtime_ns, f.inode,
        a.tried
    FROM set_aside a JOIN source s ON s.id = a.source LEFT JOIN file f ON f.source = a.source AND f.uri = a.uri
"""
PLACED = "SELECT d.id, d.placed FROM document d WHERE d.id IN (SELECT value FROM json_each(?))"
NEWEST_NUMBER = "SELECT coalesce(max(id), 0) FROM document"
TOTALS = """
    SELECT (SELECT count(*) FROM document), (SELECT count(*) FROM document WHERE read = 0),
        coalesce((SELECT max(id) FROM document), 0)
"""

ANY = "SELECT 1 FROM document WHERE placed BETWEEN ? AND ? LIMIT 1"
"""Whether anything came in: what a first visit brings was published earlier, but tells nothing of what was left out."""
_TAGS: dict[Kind, tuple[str, str, str]] = {
    "actor": ("actor_tag t JOIN actor k ON k.id = t.actor", "t.actor", "k.key"),
    "region": ("region_tag t JOIN region k ON k.id = t.region", "t.region", "k.key"),
    "event": ("event_tag t", "t.kind", "t.kind"),
}
"""How the tags of a kind are joined to documents, which column has the tag, and which its key."""


def numbers(condition: Condition) -> str:
    return f"SELECT d.id FROM document d WHERE {condition.sql} ORDER BY d.placed DESC, d.at DESC, d.id DESC"


def published(condition: Condition) -> str:
    return f"SELECT d.id FROM document d WHERE {condition.sql} ORDER BY d.at DESC, d.id DESC"


def count(condition: Condition) -> str:
    return f"SELECT count(*) FROM document d WHERE {condition.sql}"


def clusters(condition: Condition) -> str:
    return f"SELECT count(DISTINCT d.cluster) FROM document d WHERE d.cluster IS NOT NULL AND ({condition.sql})"


def counted(table: str, column: str, condition: Condition) -> str:
    """Rows of (tag, documents), of `actor_tag`, `region_tag` or `event_tag`."""
    return f"SELECT t.{column}, count(*) AS n FROM {table} t {_among(condition)} GROUP BY t.{column}"


def actors(condition: Condition) -> str:
    """Rows of (number, key, name, kind, documents), most first; the last value is the limit."""
    return f"""
        SELECT a.id, a.key, a.name, a.kind, c.n FROM ({counted("actor_tag", "actor", condition)}) c
        JOIN actor a ON a.id = c.actor ORDER BY c.n DESC, a.name, a.key LIMIT ?
    """


def trends(kind: Kind, condition: Condition) -> str:
    """Rows of (key, bucket, documents); values: start, buckets, span, start, the condition's, keys."""
    join, tag, key = _TAGS[kind]
    return f"""
        SELECT {key}, (d.at - ?) * ? / ? AS bucket, count(*) FROM document d CROSS JOIN {join}
        WHERE t.document = d.id AND d.at >= ? AND ({condition.sql}) AND {_keyed(kind, tag)} GROUP BY 1, 2
    """


def lately(kind: Kind, condition: Condition, stretches: int) -> str:
    """Rows of (key, name, documents from an instant on, documents before it) that many enough have.

    Values: that instant twice, begin and end of each of the stretches in which all are, the condition's; the fewest,
    the known days, and how many times the usual.
    """
    join, _, key = _TAGS[kind]
    name = key if kind == "event" else "k.name"
    among = " OR ".join(["d.at BETWEEN ? AND ?"] * stretches)
    return f"""
        SELECT {key}, {name}, sum(d.at >= ?) AS n, sum(d.at < ?) AS earlier FROM document d CROSS JOIN {join}
        WHERE t.document = d.id AND ({among}) AND ({condition.sql})
        GROUP BY 1 HAVING n >= ? AND n * ? >= earlier * ?
    """


def tellers(kind: Kind, condition: Condition) -> str:
    """Rows of (key, source, origin); values: begin and end of a stretch, the condition's, keys."""
    join, tag, key = _TAGS[kind]
    return f"""
        SELECT DISTINCT {key}, d.source, d.origin FROM document d CROSS JOIN {join}
        WHERE t.document = d.id AND d.at BETWEEN ? AND ? AND ({condition.sql}) AND {_keyed(kind, tag)}
    """


def regions(condition: Condition) -> str:
    """Rows of (key, name, kind, key of the parent, documents), most first."""
    return f"""
        SELECT r.key, r.name, r.kind, r.parent, c.n FROM ({counted("region_tag", "region", condition)}) c
        JOIN region r ON r.id = c.region ORDER BY c.n DESC, r.name, r.key
    """


def points(condition: Condition) -> str:
    """Rows of (key, name, kind, key of the parent, documents, latitude, longitude), most first."""
    return f"""
        SELECT r.key, r.name, r.kind, r.parent, c.n, r.lat, r.lon FROM ({_owned(condition)}) c
        JOIN region r ON r.id = c.region WHERE r.lat IS NOT NULL AND r.lon IS NOT NULL ORDER BY c.n DESC, r.name, r.key
    """


def own_regions(condition: Condition) -> str:
    """Rows of (number, key, name, documents), most first; the last value is the limit."""
    return f"""
        SELECT r.id, r.key, r.name, c.n FROM ({_owned(condition)}) c
        JOIN region r ON r.id = c.region ORDER BY c.n DESC, r.name, r.key LIMIT ?
    """


def pairs(across: str, condition: Condition) -> str:
    """Rows of (actor number, number of the other tag, documents); values: the condition's, actors, other tags."""
    own = "" if across == "actor" else "AND o.own = 1"
    return f"""
        SELECT t.actor, o.{across}, count(*) FROM document d CROSS JOIN actor_tag t CROSS JOIN {across}_tag o
        WHERE t.document = d.id AND o.document = d.id {own} AND ({condition.sql})
            AND +t.actor IN (SELECT value FROM json_each(?)) AND +o.{across} IN (SELECT value FROM json_each(?))
        GROUP BY 1, 2
    """


def events(condition: Condition) -> str:
    """Rows of (kind, documents), most first."""
    return f"{counted('event_tag', 'kind', condition)} ORDER BY n DESC, t.kind"


def sources(condition: Condition) -> str:
    """Rows of (uri, name, documents), most first."""
    return f"""
        SELECT s.uri, s.name, c.n FROM (
            SELECT d.source AS source, count(*) AS n FROM document d WHERE {condition.sql} GROUP BY d.source
        ) c JOIN source s ON s.id = c.source ORDER BY c.n DESC, s.name, s.uri
    """


def histogram(condition: Condition) -> str:
    """Rows of (bucket, documents); values: start, buckets, span, start, end, the condition's."""
    return f"""
        SELECT (d.at - ?) * ? / ? AS bucket, count(*) FROM document d
        WHERE d.at >= ? AND d.at < ? AND ({condition.sql}) GROUP BY 1
    """


def _keyed(kind: Kind, tag: str) -> str:
    """Among keys that come as a value."""
    if kind == "event":
        return "+t.kind IN (SELECT value FROM json_each(?))"
    return f"+{tag} IN (SELECT id FROM {kind} WHERE key IN (SELECT value FROM json_each(?)))"


def _owned(condition: Condition) -> str:
    where = _among(condition)
    return f"""
        SELECT t.region, count(*) AS n FROM region_tag t {f"{where} AND" if where else "WHERE"} t.own = 1
        GROUP BY t.region
    """


def _among(condition: Condition) -> str:
    if condition.sql == "TRUE":
        return ""
    return f"WHERE t.document IN (SELECT d.id FROM document d WHERE {condition.sql})"
