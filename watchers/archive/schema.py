"""The tables of the archive, versions 1 to 5.

A list reads `document` alone; titles, texts and analyses of all versions lie in `version`, bytes as they came in
`original`. Of a document's `versions` it shows `version`, the last that may be used; `newest` is the last by its
provider's order, be it a kill, which gave `status` and `notice`. `story` is a digest of what all versions of one story
of a source share; several documents may bear the same. `uri` is where the version that is shown was last seen.
A version is `edition` to its provider, who orders it by `ordinal` or `made`. A tag table holds the tags of the version
that is shown and all that they belong to (`own` is 0 there). Instants are microseconds since 1970 in UTC; `at` is the
instant of publication, never later than receipt; a list is in the order of `placed`, which is the instant of receipt,
but that of publication for what was there before anybody watched. Until `muted` a source's documents are not shown.
Labels are what else the shown version is filtered by, words of slug and agency, formats, languages; `backlog` is what
was there before anybody watched.
`feed` has how to ask a feed again, and the entries by which its next ones are told from those that are known.
`revision` grows with every change of a document, so that who keeps answers in memory reads again just what changed;
where anything was pruned he begins anew. `cluster` are the documents that tell one story, told by however many
`origins`; `copy_of` is the document whose text this one repeats, `origin` a digest of who told it first. A `trace` is
what a document is compared with others by, while its story may still go on; what is `apart` was put into its cluster by
hand. `look` holds the instant of the last look.
`alert` are those that saved filters gave, `done` once they have been told outside of here; `alerting` has what is known
of each filter between two documents, and `alerted` up to which version the archive has been looked through for them.
`primer` are what this archive packs with, trained on its first versions up to the one `reached`, each kept twice.
`search` has the words of each document's current version; it keeps no text, so it must be told what to take out. Its
first column takes a fourth less room than its second: the texts come first.
"""

from __future__ import annotations

APPLICATION_ID = 0x77697265
"""The ASCII letters `wire`, at offset 68 of the file."""

VERSION_1 = """
CREATE TABLE source (
    id INTEGER PRIMARY KEY,
    uri TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'starting',
    problem TEXT,
    last_success INTEGER,
    next_try INTEGER
);

CREATE TABLE document (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    source INTEGER NOT NULL REFERENCES source,
    uri TEXT NOT NULL,
    version INTEGER NOT NULL,
    title TEXT NOT NULL,
    credit TEXT,
    received INTEGER NOT NULL,
    published INTEGER,
    at INTEGER NOT NULL,
    shown BLOB NOT NULL,
    read INTEGER NOT NULL DEFAULT 0,
    starred INTEGER NOT NULL DEFAULT 0,
    gone INTEGER,
    UNIQUE (source, uri)
);
CREATE INDEX document_newest ON document (received, at);
CREATE INDEX document_at ON document (at);
CREATE INDEX document_unread ON document (read) WHERE read = 0;
CREATE INDEX document_starred ON document (starred) WHERE starred = 1;

CREATE TABLE original (
    id INTEGER PRIMARY KEY,
    digest BLOB NOT NULL UNIQUE,
    size INTEGER NOT NULL,
    content BLOB NOT NULL
);

CREATE TABLE version (
    id INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES document,
    number INTEGER NOT NULL,
    received INTEGER NOT NULL,
    published INTEGER,
    original INTEGER NOT NULL REFERENCES original,
    title TEXT NOT NULL,
    text BLOB NOT NULL,
    reading BLOB NOT NULL,
    analysis BLOB NOT NULL,
    format INTEGER NOT NULL,
    UNIQUE (document, number)
);
CREATE INDEX version_original ON version (original);

CREATE TABLE actor (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    country TEXT,
    part_of TEXT
);
CREATE TABLE region (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    country TEXT,
    parent TEXT,
    lat REAL,
    lon REAL
);

CREATE TABLE actor_tag (
    actor INTEGER NOT NULL REFERENCES actor,
    document INTEGER NOT NULL REFERENCES document,
    own INTEGER NOT NULL,
    PRIMARY KEY (actor, document)
) WITHOUT ROWID;
CREATE INDEX actor_tag_of ON actor_tag (document, actor);

CREATE TABLE region_tag (
    region INTEGER NOT NULL REFERENCES region,
    document INTEGER NOT NULL REFERENCES document,
    own INTEGER NOT NULL,
    PRIMARY KEY (region, document)
) WITHOUT ROWID;
CREATE INDEX region_tag_of ON region_tag (document, region);

CREATE TABLE event_tag (
    kind TEXT NOT NULL,
    document INTEGER NOT NULL REFERENCES document,
    PRIMARY KEY (kind, document)
) WITHOUT ROWID;
CREATE INDEX event_tag_of ON event_tag (document, kind);

CREATE TABLE file (
    source INTEGER NOT NULL REFERENCES source,
    uri TEXT NOT NULL,
    size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    inode TEXT NOT NULL,
    PRIMARY KEY (source, uri)
) WITHOUT ROWID;

CREATE TABLE set_aside (
    source INTEGER NOT NULL REFERENCES source,
    uri TEXT NOT NULL,
    name TEXT NOT NULL,
    reason TEXT NOT NULL,
    advice TEXT NOT NULL,
    since INTEGER NOT NULL,
    PRIMARY KEY (source, uri)
) WITHOUT ROWID;

CREATE VIRTUAL TABLE search USING fts5 (title, text, content = '', tokenize = 'unicode61 remove_diacritics 2');
"""

VERSION_2 = """
CREATE TABLE document_2 (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    source INTEGER NOT NULL REFERENCES source,
    uri TEXT NOT NULL,
    story BLOB,
    version INTEGER NOT NULL,
    newest INTEGER NOT NULL,
    versions INTEGER NOT NULL,
    title TEXT NOT NULL,
    credit TEXT,
    received INTEGER NOT NULL,
    placed INTEGER NOT NULL,
    published INTEGER,
    at INTEGER NOT NULL,
    shown BLOB NOT NULL,
    read INTEGER NOT NULL DEFAULT 0,
    starred INTEGER NOT NULL DEFAULT 0,
    gone INTEGER,
    status TEXT,
    embargo INTEGER,
    urgency INTEGER,
    advisory INTEGER NOT NULL DEFAULT 0,
    corrected INTEGER NOT NULL DEFAULT 0,
    backlog INTEGER NOT NULL DEFAULT 0,
    notice TEXT
);
INSERT INTO document_2 (
    id, source, uri, version, newest, versions, title, credit, received, placed, published, at, shown, read, starred,
    gone
) SELECT
    id, source, uri, version, version, version, title, credit, received, received, published, at, shown, read, starred,
    gone
FROM document;
DROP TABLE document;
ALTER TABLE document_2 RENAME TO document;
CREATE INDEX document_uri ON document (source, uri);
CREATE INDEX document_story ON document (source, story) WHERE story IS NOT NULL;
CREATE INDEX document_newest ON document (placed, at);
CREATE INDEX document_at ON document (at);
CREATE INDEX document_unread ON document (read) WHERE read = 0;
CREATE INDEX document_starred ON document (starred) WHERE starred = 1;
CREATE INDEX document_status ON document (status) WHERE status IS NOT NULL;
CREATE INDEX document_embargo ON document (embargo) WHERE embargo IS NOT NULL;
CREATE INDEX document_urgency ON document (urgency) WHERE urgency IS NOT NULL;
CREATE INDEX document_advisory ON document (advisory) WHERE advisory = 1;
CREATE INDEX document_corrected ON document (corrected) WHERE corrected = 1;
CREATE INDEX document_gone ON document (gone) WHERE gone IS NOT NULL;
CREATE INDEX document_versions ON document (versions) WHERE versions > 1;

CREATE TABLE label (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    UNIQUE (kind, key)
);
CREATE TABLE label_tag (
    label INTEGER NOT NULL REFERENCES label,
    document INTEGER NOT NULL REFERENCES document,
    PRIMARY KEY (label, document)
) WITHOUT ROWID;
CREATE INDEX label_tag_of ON label_tag (document, label);

ALTER TABLE source ADD COLUMN said TEXT;
ALTER TABLE source ADD COLUMN muted INTEGER;
ALTER TABLE set_aside ADD COLUMN tried INTEGER;

ALTER TABLE version ADD COLUMN edition TEXT;
ALTER TABLE version ADD COLUMN ordinal INTEGER;
ALTER TABLE version ADD COLUMN made INTEGER;
ALTER TABLE version ADD COLUMN status TEXT;

CREATE TABLE feed (
    source INTEGER PRIMARY KEY REFERENCES source,
    state BLOB,
    entries BLOB
);
"""
"""Needs foreign keys to be off, since it makes `document` anew; what its new columns say is told from the readings."""

VERSION_3 = """
ALTER TABLE document ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;
ALTER TABLE document ADD COLUMN cluster INTEGER;
ALTER TABLE document ADD COLUMN copy_of INTEGER;
ALTER TABLE document ADD COLUMN origin INTEGER;
UPDATE document SET revision = id;
CREATE INDEX document_revision ON document (revision);
CREATE INDEX document_cluster ON document (cluster, origin, at) WHERE cluster IS NOT NULL;
CREATE INDEX document_unclustered ON document (id) WHERE cluster IS NULL;
CREATE INDEX document_copy ON document (copy_of) WHERE copy_of IS NOT NULL;

CREATE TABLE cluster (
    id INTEGER PRIMARY KEY,
    documents INTEGER NOT NULL,
    origins INTEGER NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL
);
CREATE INDEX cluster_origins ON cluster (origins);
CREATE INDEX cluster_last ON cluster (last);

CREATE TABLE trace (
    document INTEGER PRIMARY KEY REFERENCES document ON DELETE CASCADE,
    body BLOB NOT NULL
);

CREATE TABLE apart (
    document INTEGER PRIMARY KEY REFERENCES document ON DELETE CASCADE
);

CREATE TABLE note (
    document INTEGER PRIMARY KEY REFERENCES document,
    text TEXT NOT NULL,
    made INTEGER NOT NULL
);

CREATE TABLE pruned (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    documents INTEGER NOT NULL
);

CREATE TABLE look (
    at INTEGER NOT NULL
);
"""

VERSION_4 = """
CREATE TABLE alert (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    read INTEGER NOT NULL DEFAULT 0,
    done INTEGER NOT NULL DEFAULT 0,
    problem TEXT,
    told BLOB NOT NULL
);

CREATE TABLE alerting (
    filter TEXT PRIMARY KEY,
    state BLOB NOT NULL
) WITHOUT ROWID;

CREATE TABLE alerted (
    reached INTEGER NOT NULL
);
"""

VERSION_5 = """
CREATE TABLE primer (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    reached INTEGER NOT NULL,
    digest BLOB NOT NULL,
    content BLOB NOT NULL
);

ALTER TABLE search RENAME TO search_4;
CREATE VIRTUAL TABLE search USING fts5 (text, title, content = '', tokenize = 'unicode61 remove_diacritics 2');
"""
"""The words of `search_4` are still to be told to `search`."""

TRIGGERS_3 = tuple(
    f"""CREATE TRIGGER {name} AFTER {event} BEGIN
        UPDATE document SET revision = (SELECT max(revision) + 1 FROM document) WHERE id = {document};
    END"""
    for name, event, document in (
        ("document_changed", "UPDATE ON document WHEN NEW.revision = OLD.revision", "NEW.id"),
        ("note_made", "INSERT ON note", "NEW.document"),
        ("note_changed", "UPDATE ON note", "NEW.document"),
        ("note_gone", "DELETE ON note", "OLD.document"),
    )
)
