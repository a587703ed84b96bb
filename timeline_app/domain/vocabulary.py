"""The closed lists of the glossary: every value an enumerated field may have.

Each is a plain text value, stored as it stands; the project file repeats the lists as CHECKs and
a test holds the two against each other.
"""

from enum import StrEnum


class EventKind(StrEnum):
    """Something that happened, or a lasting state."""

    EVENT = "event"
    STATE = "state"
    PUBLICATION = "publication"


class EventStatus(StrEnum):
    """Whether an event is told as past, as going on, or as not yet real."""

    OCCURRED = "occurred"
    ONGOING = "ongoing"
    REPORTED = "reported"
    PLANNED = "planned"
    HYPOTHETICAL = "hypothetical"


class ClaimType(StrEnum):
    """What sort of assertion a claim is."""

    FACT = "fact"
    OBSERVATION = "observation"
    ANALYSIS = "analysis"
    FRAMING = "framing"
    PREDICTION = "prediction"
    SILENCE = "silence"
    IGNORANCE = "ignorance"


class Modality(StrEnum):
    """How sure the speaker presents it."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    UNKNOWN = "unknown"


class Polarity(StrEnum):
    """Whether something is asserted or negated."""

    POSITIVE = "positive"
    NEGATIVE = "negative"


class ClaimStatus(StrEnum):
    """How far the editor has got with a claim."""

    OPEN = "open"
    CHECKED = "checked"
    DOUBTFUL = "doubtful"
    REJECTED = "rejected"


class Stance(StrEnum):
    """What a claim does to an event or a silence."""

    SUPPORTS = "supports"
    DISPUTES = "disputes"
    QUALIFIES = "qualifies"
    EXPLAINS = "explains"
    PREDICTS = "predicts"
    CONTEXT = "context"


class ActorKind(StrEnum):
    """What an actor is."""

    PERSON = "person"
    GROUP = "group"
    ORGANISATION = "organisation"
    STATE = "state"
    STATE_BODY = "state body"
    ARMED_FORCE = "armed force"
    OUTLET = "outlet"
    AGENCY = "agency"
    UNKNOWN = "unknown"


class Identification(StrEnum):
    """How an actor is identified to the reader."""

    NAMED = "named"
    PSEUDONYMOUS = "pseudonymous"
    ANONYMOUS = "anonymous"
    OUTLET_VOICE = "outlet voice"
    UNSOURCED = "unsourced"


class NameKind(StrEnum):
    """What a further name is: a label stays attributed to whoever uses it."""

    VARIANT = "variant"
    ALIAS = "alias"
    LABEL = "label"


class SourceKind(StrEnum):
    """What sort of document a source is."""

    ARTICLE = "article"
    WIRE_REPORT = "wire report"
    STATEMENT = "statement"
    INTERVIEW = "interview"
    POST = "post"
    PHOTO = "photo"
    VIDEO = "video"
    DATASET = "dataset"
    BOOK = "book"
    OTHER = "other"


class Capture(StrEnum):
    """Whether we hold a source or only know of it."""

    CAPTURED = "captured"
    CITED_ONLY = "cited_only"


class PassageKind(StrEnum):
    """What part of a source a passage is."""

    TEXT = "text"
    HEADLINE = "headline"
    HEADING = "heading"
    CAPTION = "caption"


class PassageUse(StrEnum):
    """What a passage is to a claim: its evidence, or an archive picture beside it."""

    EVIDENCE = "evidence"
    ILLUSTRATION = "illustration"


class HopRole(StrEnum):
    """What an actor did in passing a claim on."""

    ORIGINATOR = "originator"
    WITNESS = "witness"
    OBSERVER = "observer"
    PHOTOGRAPHER = "photographer"
    RELAYER = "relayer"
    INTERVIEWER = "interviewer"
    PUBLISHER = "publisher"


class HopStatus(StrEnum):
    """How we know of a hop."""

    STATED = "stated"
    INFERRED = "inferred"
    UNSOURCED = "unsourced"


class QuoteType(StrEnum):
    """How the words were carried."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Independence(StrEnum):
    """What we know of two origins: whether they are two voices or one."""

    INDEPENDENT = "independent"
    SAME = "same"
    UNKNOWN = "unknown"


class RelationKind(StrEnum):
    """How claims stand to each other."""

    CONTRADICTS = "contradicts"
    DENIES = "denies"
    CORRECTS = "corrects"
    RETRACTS = "retracts"
    REPEATS = "repeats"
    CERTAINTY = "certainty"
    INTERPRETATION = "interpretation"
    TENSION = "tension"
    TIMING = "timing"
    SCOPE = "scope"
    MODE = "mode"
    COUNT = "count"
    SEQUENCE = "sequence"
    INDEPENDENCE = "independence"
    IDENTITY = "identity"
    DUPLICATE = "duplicate"


CONTESTING = frozenset(
    {
        RelationKind.CONTRADICTS,
        RelationKind.DENIES,
        RelationKind.RETRACTS,
        RelationKind.CERTAINTY,
        RelationKind.INTERPRETATION,
    }
)
"""Relations whose sides cannot both be taken at their word; the others only differ or ask."""


class Reliability(StrEnum):
    """How reliable an actor is: Admiralty code (AJP-2.1), first letter."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"


class Credibility(StrEnum):
    """How credible a claim is: Admiralty code (AJP-2.1), second figure."""

    ONE = "1"
    TWO = "2"
    THREE = "3"
    FOUR = "4"
    FIVE = "5"
    SIX = "6"


class AssessedKind(StrEnum):
    """What an assessment judges."""

    ACTOR = "actor"
    CLAIM = "claim"


class DatingOwner(StrEnum):
    """What a dating dates.

    When an event was, what a claim refers to, when a hop spoke, when a source was published,
    until when a silence was observed.
    """

    EVENT = "event"
    CLAIM = "claim"
    HOP = "hop"
    SOURCE = "source"
    SILENCE = "silence"


class AnchorKind(StrEnum):
    """What a relative wording is counted from."""

    NONE = "none"
    FIXED = "fixed"
    SAID = "said"
    PUBLISHED = "published"
    EVENT = "event"


class EditKind(StrEnum):
    """Whether an edit is new, or takes one back, or makes one again."""

    DO = "do"
    UNDO = "undo"
    REDO = "redo"
