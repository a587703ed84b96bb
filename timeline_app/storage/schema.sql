-- A timeline project. Readable with nothing but the sqlite3 shell.
--
-- Ids are random UUIDs as text, so that copies can be merged. Dates are ISO 8601 and EDTF text;
-- beside them stand bounds in whole seconds since 1970-01-01T00:00:00, proleptic Gregorian: wall
-- clock for dates without a time, UTC for times with a zone. NULL is never a date.
-- No triggers, views, virtual tables or generated columns.

-- The project: one row, and the conventions its datings follow.
CREATE TABLE project (
    id TEXT NOT NULL PRIMARY KEY,  -- random UUID
    title TEXT NOT NULL,
    description TEXT NOT NULL DEFAULT '',
    language TEXT NOT NULL DEFAULT 'en',  -- of the headings
    display_zone TEXT NOT NULL DEFAULT 'UTC',  -- IANA name; moves zoned times only
    week_start TEXT NOT NULL DEFAULT 'monday' CHECK (week_start IN ('monday', 'sunday')),  -- "last week" begins here
    year_parts TEXT NOT NULL DEFAULT 'thirds' CHECK (year_parts IN ('thirds', 'quarters')),  -- how long "early" and "late" last
    created_at TEXT  -- ISO 8601, or NULL where it must not be told
) STRICT;

-- A lane of the timeline.
CREATE TABLE track (
    id TEXT NOT NULL PRIMARY KEY,  -- random UUID
    title TEXT NOT NULL,
    colour INTEGER NOT NULL DEFAULT 0 CHECK (colour BETWEEN 0 AND 31),  -- index into the theme's palette
    position INTEGER NOT NULL DEFAULT 0  -- top to bottom
) STRICT;

-- Somewhere events happen.
CREATE TABLE place (
    id TEXT NOT NULL PRIMARY KEY,  -- random UUID
    name TEXT NOT NULL,
    within TEXT NOT NULL DEFAULT '',  -- the larger place, in words
    note TEXT NOT NULL DEFAULT ''
) STRICT;

-- A place's name in another language or script.
CREATE TABLE place_name (
    id TEXT NOT NULL PRIMARY KEY,  -- random UUID
    place_id TEXT NOT NULL REFERENCES place (id) DEFERRABLE INITIALLY DEFERRED,
    name TEXT NOT NULL,
    language TEXT NOT NULL DEFAULT ''  -- BCP 47
) STRICT;

CREATE INDEX place_name_place_id ON place_name (place_id);

-- A person, group, organisation, state body, outlet or agency that says or passes on.
CREATE TABLE actor (
    id TEXT NOT NULL PRIMARY KEY,  -- random UUID
    name TEXT NOT NULL,
    kind TEXT NOT NULL DEFAULT 'unknown' CHECK (kind IN ('person', 'group', 'organisation', 'state', 'state body', 'armed force', 'outlet', 'agency', 'unknown')),
    identification TEXT NOT NULL DEFAULT 'named' CHECK (identification IN ('named', 'pseudonymous', 'anonymous', 'outlet voice', 'unsourced')),
    role TEXT NOT NULL DEFAULT '',
    affiliation_id TEXT REFERENCES actor (id) DEFERRABLE INITIALLY DEFERRED,
    basis TEXT NOT NULL DEFAULT '',  -- why it could know
    note TEXT NOT NULL DEFAULT '',
    confidential INTEGER NOT NULL DEFAULT 0 CHECK (confidential IN (0, 1)),  -- 1: shown outside only as public_description
    public_description TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX actor_affiliation_id ON actor (affiliation_id);

-- A further name of an actor. A label is what used_by calls it, never its name.
CREATE TABLE actor_name (
    id TEXT NOT NULL PRIMARY KEY,  -- random UUID
    actor_id TEXT NOT NULL REFERENCES actor (id) DEFERRABLE INITIALLY DEFERRED,
    name TEXT NOT NULL,
    language TEXT NOT NULL DEFAULT '',  -- BCP 47
    kind TEXT NOT NULL DEFAULT 'variant' CHECK (kind IN ('variant', 'alias', 'label')),
    used_by_id TEXT REFERENCES actor (id) DEFERRABLE INITIALLY DEFERRED  -- whose label it is
) STRICT;

CREATE INDEX actor_name_actor_id ON actor_name (actor_id);

CREATE INDEX actor_name_used_by_id ON actor_name (used_by_id);

-- Something that happened, is happening, is expected or hypothetical; or a lasting state.
-- The bounds and flags repeat its chosen dating, so that the timeline loads from this table alone.
CREATE TABLE event (
    id TEXT NOT NULL PRIMARY KEY,  -- random UUID
    title TEXT NOT NULL,
    kind TEXT NOT NULL DEFAULT 'event' CHECK (kind IN ('event', 'state', 'publication')),
    status TEXT NOT NULL DEFAULT 'occurred' CHECK (status IN ('occurred', 'ongoing', 'reported', 'planned', 'hypothetical')),
    track_id TEXT REFERENCES track (id) DEFERRABLE INITIALLY DEFERRED,
    place_id TEXT REFERENCES place (id) DEFERRABLE INITIALLY DEFERRED,
    parent_id TEXT REFERENCES event (id) DEFERRABLE INITIALLY DEFERRED,  -- the larger event it is part of
    note TEXT NOT NULL DEFAULT '',
    start_min INTEGER,  -- seconds since 1970-01-01T00:00:00, proleptic Gregorian; NULL is unbounded, never a date
    start_max INTEGER,
    end_min INTEGER,
    end_max INTEGER,  -- the last second
    approximate INTEGER NOT NULL DEFAULT 0 CHECK (approximate IN (0, 1)),
    uncertain INTEGER NOT NULL DEFAULT 0 CHECK (uncertain IN (0, 1)),
    one_of INTEGER NOT NULL DEFAULT 0 CHECK (one_of IN (0, 1)),  -- 1: one of several dates, which one is not known
    zoned INTEGER NOT NULL DEFAULT 0 CHECK (zoned IN (0, 1)),  -- 1: the bounds are UTC, not wall clock
    CHECK (start_min <= start_max),
    CHECK (end_min <= end_max),
    CHECK (start_min <= end_max)
) STRICT;

CREATE INDEX event_track_id ON event (track_id);

CREATE INDEX event_place_id ON event (place_id);

CREATE INDEX event_parent_id ON event (parent_id);

-- One checkable assertion made by one origin and read in one source.
CREATE TABLE claim (
    id TEXT NOT NULL PRIMARY KEY,  -- random UUID
    text TEXT NOT NULL,
    type TEXT NOT NULL DEFAULT 'fact' CHECK (type IN ('fact', 'observation', 'analysis', 'framing', 'prediction', 'silence', 'ignorance')),
    modality TEXT NOT NULL DEFAULT 'certain' CHECK (modality IN ('certain', 'probable', 'possible', 'unknown')),  -- how sure the speaker presents it
    polarity TEXT NOT NULL DEFAULT 'positive' CHECK (polarity IN ('positive', 'negative')),
    status TEXT NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'checked', 'doubtful', 'rejected')),  -- how far the editor has got
    note TEXT NOT NULL DEFAULT ''
) STRICT;

-- What a claim does to an event.
CREATE TABLE claim_event (
    id TEXT NOT NULL PRIMARY KEY,  -- random UUID
    claim_id TEXT NOT NULL REFERENCES claim (id) DEFERRABLE INITIALLY DEFERRED,
    event_id TEXT NOT NULL REFERENCES event (id) DEFERRABLE INITIALLY DEFERRED,
    stance TEXT NOT NULL DEFAULT 'supports' CHECK (stance IN ('supports', 'disputes', 'qualifies', 'explains', 'predicts', 'context')),
    UNIQUE (claim_id, event_id)
) STRICT;

CREATE INDEX claim_event_event_id ON claim_event (event_id);

-- A document. Its publication date is a dating it owns.
CREATE TABLE source (
    id TEXT NOT NULL PRIMARY KEY,  -- random UUID
    title TEXT NOT NULL,
    kind TEXT NOT NULL DEFAULT 'article' CHECK (kind IN ('article', 'wire report', 'statement', 'interview', 'post', 'photo', 'video', 'dataset', 'book', 'other')),
    capture TEXT NOT NULL DEFAULT 'cited_only' CHECK (capture IN ('captured', 'cited_only')),  -- cited_only: known of, not held
    outlet_id TEXT REFERENCES actor (id) DEFERRABLE INITIALLY DEFERRED,
    author_id TEXT REFERENCES actor (id) DEFERRABLE INITIALLY DEFERRED,
    part_of_id TEXT REFERENCES source (id) DEFERRABLE INITIALLY DEFERRED,  -- the source it appeared in
    url TEXT NOT NULL DEFAULT '',
    language TEXT NOT NULL DEFAULT '',  -- BCP 47
    note TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX source_outlet_id ON source (outlet_id);

CREATE INDEX source_author_id ON source (author_id);

CREATE INDEX source_part_of_id ON source (part_of_id);

-- The bytes of a source as captured.
CREATE TABLE snapshot (
    id TEXT NOT NULL PRIMARY KEY,  -- random UUID
    source_id TEXT NOT NULL REFERENCES source (id) DEFERRABLE INITIALLY DEFERRED,
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),  -- of the bytes, hexadecimal
    size INTEGER NOT NULL CHECK (size >= 0),  -- bytes
    media_type TEXT NOT NULL DEFAULT 'text/plain',
    captured_at TEXT,  -- ISO 8601
    content BLOB,  -- NULL: the bytes are kept elsewhere
    note TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX snapshot_source_id ON snapshot (source_id);

-- A place in a source. Positions count Unicode code points of the snapshot.
CREATE TABLE passage (
    id TEXT NOT NULL PRIMARY KEY,  -- random UUID
    source_id TEXT NOT NULL REFERENCES source (id) DEFERRABLE INITIALLY DEFERRED,
    snapshot_id TEXT REFERENCES snapshot (id) DEFERRABLE INITIALLY DEFERRED,
    kind TEXT NOT NULL DEFAULT 'text' CHECK (kind IN ('text', 'headline', 'heading', 'caption')),
    quote TEXT NOT NULL DEFAULT '',
    prefix TEXT NOT NULL DEFAULT '',  -- what stands before the quote
    suffix TEXT NOT NULL DEFAULT '',  -- what stands after it
    page TEXT NOT NULL DEFAULT '',
    time_seconds INTEGER,  -- into a recording
    start_char INTEGER CHECK (start_char >= 0),
    end_char INTEGER,
    sha256 TEXT,  -- of the span
    note TEXT NOT NULL DEFAULT '',
    CHECK (end_char >= start_char)
) STRICT;

CREATE INDEX passage_source_id ON passage (source_id);

CREATE INDEX passage_snapshot_id ON passage (snapshot_id);

-- Where a claim was read, and what the passage is to it.
CREATE TABLE claim_passage (
    id TEXT NOT NULL PRIMARY KEY,  -- random UUID
    claim_id TEXT NOT NULL REFERENCES claim (id) DEFERRABLE INITIALLY DEFERRED,
    passage_id TEXT NOT NULL REFERENCES passage (id) DEFERRABLE INITIALLY DEFERRED,
    use TEXT NOT NULL DEFAULT 'evidence' CHECK (use IN ('evidence', 'illustration')),
    UNIQUE (claim_id, passage_id)
) STRICT;

CREATE INDEX claim_passage_passage_id ON claim_passage (passage_id);

-- One step of the way a claim travelled; position 0 is its origin. When it was said is a dating it owns.
CREATE TABLE hop (
    id TEXT NOT NULL PRIMARY KEY,  -- random UUID
    claim_id TEXT NOT NULL REFERENCES claim (id) DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL CHECK (position >= 0),
    actor_id TEXT NOT NULL REFERENCES actor (id) DEFERRABLE INITIALLY DEFERRED,
    role TEXT NOT NULL DEFAULT 'originator' CHECK (role IN ('originator', 'witness', 'observer', 'photographer', 'relayer', 'interviewer', 'publisher')),
    cue TEXT NOT NULL DEFAULT '',  -- the verb used: told, said, confirmed
    quote_type TEXT CHECK (quote_type IN ('direct', 'indirect', 'mixed')),
    status TEXT NOT NULL DEFAULT 'stated' CHECK (status IN ('stated', 'inferred', 'unsourced')),  -- how we know of the hop
    source_id TEXT REFERENCES source (id) DEFERRABLE INITIALLY DEFERRED,  -- where it was said
    note TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX hop_claim_id_position ON hop (claim_id, position);

CREATE INDEX hop_actor_id ON hop (actor_id);

CREATE INDEX hop_source_id ON hop (source_id);

-- Two origins: two voices, one voice, or unknown.
CREATE TABLE origin_link (
    id TEXT NOT NULL PRIMARY KEY,  -- random UUID
    first_id TEXT NOT NULL REFERENCES actor (id) DEFERRABLE INITIALLY DEFERRED,
    second_id TEXT NOT NULL REFERENCES actor (id) DEFERRABLE INITIALLY DEFERRED,
    independence TEXT NOT NULL CHECK (independence IN ('independent', 'same', 'unknown')),
    reason TEXT NOT NULL DEFAULT '',
    CHECK (first_id <> second_id),
    UNIQUE (first_id, second_id)
) STRICT;

CREATE INDEX origin_link_second_id ON origin_link (second_id);

-- How some claims stand to each other.
CREATE TABLE claim_relation (
    id TEXT NOT NULL PRIMARY KEY,  -- random UUID
    kind TEXT NOT NULL CHECK (kind IN ('contradicts', 'denies', 'corrects', 'retracts', 'repeats', 'certainty', 'interpretation', 'tension', 'timing', 'scope', 'mode', 'count', 'sequence', 'independence', 'identity', 'duplicate')),
    about TEXT NOT NULL DEFAULT '',
    explanation TEXT NOT NULL DEFAULT ''
) STRICT;

-- A claim in a relation; members of different sides stand against each other, side 0 takes none.
CREATE TABLE relation_member (
    id TEXT NOT NULL PRIMARY KEY,  -- random UUID
    relation_id TEXT NOT NULL REFERENCES claim_relation (id) DEFERRABLE INITIALLY DEFERRED,
    claim_id TEXT NOT NULL REFERENCES claim (id) DEFERRABLE INITIALLY DEFERRED,
    side INTEGER NOT NULL DEFAULT 0 CHECK (side BETWEEN 0 AND 9),
    UNIQUE (relation_id, claim_id)
) STRICT;

CREATE INDEX relation_member_claim_id ON relation_member (claim_id);

-- That somebody said nothing on a topic; until when it was observed is a dating it owns.
CREATE TABLE silence (
    id TEXT NOT NULL PRIMARY KEY,  -- random UUID
    topic TEXT NOT NULL,
    note TEXT NOT NULL DEFAULT ''
) STRICT;

-- A body that was silent.
CREATE TABLE silence_actor (
    id TEXT NOT NULL PRIMARY KEY,  -- random UUID
    silence_id TEXT NOT NULL REFERENCES silence (id) DEFERRABLE INITIALLY DEFERRED,
    actor_id TEXT NOT NULL REFERENCES actor (id) DEFERRABLE INITIALLY DEFERRED,
    UNIQUE (silence_id, actor_id)
) STRICT;

CREATE INDEX silence_actor_actor_id ON silence_actor (actor_id);

-- What a claim does to a silence.
CREATE TABLE claim_silence (
    id TEXT NOT NULL PRIMARY KEY,  -- random UUID
    claim_id TEXT NOT NULL REFERENCES claim (id) DEFERRABLE INITIALLY DEFERRED,
    silence_id TEXT NOT NULL REFERENCES silence (id) DEFERRABLE INITIALLY DEFERRED,
    stance TEXT NOT NULL DEFAULT 'supports' CHECK (stance IN ('supports', 'disputes', 'qualifies', 'explains', 'predicts', 'context')),
    UNIQUE (claim_id, silence_id)
) STRICT;

CREATE INDEX claim_silence_silence_id ON claim_silence (silence_id);

-- An editor's judgement, Admiralty code (AJP-2.1). A new one supersedes; none is overwritten.
CREATE TABLE assessment (
    id TEXT NOT NULL PRIMARY KEY,  -- random UUID
    subject_kind TEXT NOT NULL CHECK (subject_kind IN ('actor', 'claim')),
    subject_id TEXT NOT NULL,  -- an actor or a claim
    reliability TEXT CHECK (reliability IN ('A', 'B', 'C', 'D', 'E', 'F')),  -- of an actor
    credibility TEXT CHECK (credibility IN ('1', '2', '3', '4', '5', '6')),  -- of a claim
    rationale TEXT NOT NULL DEFAULT '',
    assessor TEXT NOT NULL DEFAULT '',
    made_at TEXT NOT NULL DEFAULT '',  -- ISO 8601
    supersedes_id TEXT REFERENCES assessment (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX assessment_subject_id ON assessment (subject_id);

CREATE INDEX assessment_supersedes_id ON assessment (supersedes_id);

-- How we know when: wording, what it was counted from, the rule, and the result in EDTF (ISO 8601-2).
CREATE TABLE dating (
    id TEXT NOT NULL PRIMARY KEY,  -- random UUID
    owner_kind TEXT NOT NULL CHECK (owner_kind IN ('event', 'claim', 'hop', 'source', 'silence')),
    owner_id TEXT NOT NULL,  -- the record of that kind
    wording TEXT NOT NULL DEFAULT '',  -- never thrown away
    language TEXT NOT NULL DEFAULT 'en',
    anchor_kind TEXT NOT NULL DEFAULT 'none' CHECK (anchor_kind IN ('none', 'fixed', 'said', 'published', 'event')),
    anchor_id TEXT,  -- the hop, source or event counted from
    anchor TEXT,  -- the moment counted from, ISO 8601
    rule TEXT NOT NULL DEFAULT '',
    edtf TEXT,  -- NULL: the wording gives no date
    start_min INTEGER,  -- seconds since 1970-01-01T00:00:00, proleptic Gregorian; NULL is unbounded, never a date
    start_max INTEGER,
    end_min INTEGER,
    end_max INTEGER,  -- the last second
    approximate INTEGER NOT NULL DEFAULT 0 CHECK (approximate IN (0, 1)),
    uncertain INTEGER NOT NULL DEFAULT 0 CHECK (uncertain IN (0, 1)),
    explanation TEXT NOT NULL DEFAULT '',
    reason TEXT NOT NULL DEFAULT '',  -- why this reading
    confirmed INTEGER NOT NULL DEFAULT 0 CHECK (confirmed IN (0, 1)),
    alternative_of TEXT REFERENCES dating (id) DEFERRABLE INITIALLY DEFERRED,  -- the dating it is another reading of
    CHECK (start_min <= start_max),
    CHECK (end_min <= end_max),
    CHECK (start_min <= end_max)
) STRICT;

CREATE INDEX dating_owner_id ON dating (owner_id);

CREATE INDEX dating_anchor_id ON dating (anchor_id);

CREATE INDEX dating_alternative_of ON dating (alternative_of);

-- A named view: filters, lanes, folds and the visible span, as JSON.
CREATE TABLE saved_view (
    id TEXT NOT NULL PRIMARY KEY,  -- random UUID
    name TEXT NOT NULL,
    definition TEXT NOT NULL DEFAULT '{}'
) STRICT;

-- An editor's answer to a finding of the review; it holds while the finding's facts stay.
CREATE TABLE review_note (
    id TEXT NOT NULL PRIMARY KEY,  -- random UUID
    finding TEXT NOT NULL,  -- kind and records of the finding
    facts TEXT NOT NULL,  -- digest of what the finding rested on
    note TEXT NOT NULL DEFAULT '',
    author TEXT NOT NULL DEFAULT '',  -- a name or initials, may be empty
    made_at TEXT NOT NULL DEFAULT ''  -- ISO 8601, UTC
) STRICT;

CREATE INDEX review_note_finding ON review_note (finding);

-- The log: every edit in order, appended only; undoing is an edit too.
CREATE TABLE edit (
    number INTEGER NOT NULL PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,  -- random UUID
    kind TEXT NOT NULL DEFAULT 'do' CHECK (kind IN ('do', 'undo', 'redo')),
    of_id TEXT REFERENCES edit (id),  -- the edit undone or redone
    label TEXT NOT NULL,
    author TEXT NOT NULL DEFAULT '',  -- a name or initials, may be empty
    made_at TEXT NOT NULL,  -- ISO 8601, UTC
    digest TEXT NOT NULL,  -- of all records after this edit: sum of their SHA-256, modulo 2^256
    previous_hash TEXT NOT NULL,  -- hash of the edit before; '' for the first
    hash TEXT NOT NULL,  -- SHA-256 over previous_hash and the edit with its changes
    CHECK ((kind = 'do') = (of_id IS NULL))
) STRICT;

CREATE INDEX edit_of_id ON edit (of_id);

-- The records of an edit, before and after, as JSON of the record's fields.
CREATE TABLE change (
    edit_number INTEGER NOT NULL REFERENCES edit (number),
    position INTEGER NOT NULL,  -- order within the edit
    kind TEXT NOT NULL,  -- the record's table
    record_id TEXT NOT NULL,
    before TEXT,  -- NULL: it did not exist
    after TEXT,  -- NULL: it does not exist any more
    PRIMARY KEY (edit_number, position),
    CHECK (before IS NOT NULL OR after IS NOT NULL)
) STRICT;

CREATE INDEX change_record_id ON change (record_id);
