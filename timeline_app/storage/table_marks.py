"""What marks of claims are told by: contested, single origin, inferred, unconfirmed, unread."""

from __future__ import annotations

from timeline_app.domain.vocabulary import CONTESTING
from timeline_app.storage.stretches import Arm

# CROSS JOIN keeps the driver what it is: SQLite would turn a scan of hops in file order into one
# look-up a claim.
HOPS = "FROM hop h CROSS JOIN claim t ON t.id = h.claim_id"
CHOSEN = "+d.alternative_of IS NULL"
_UNCONFIRMED = f"WHERE NOT d.confirmed AND {CHOSEN}{{only}}"
FEW = 50
"""Rows read in one go where each of them is counted from many others."""

_CONTESTING = ", ".join(f"'{kind}'" for kind in sorted(CONTESTING))
_VOICE = "status <> 'unsourced'"
_SPEAKS = "identification NOT IN ('outlet voice', 'unsourced')"

OPPOSED = f"""SELECT t.rowid, 'contested' FROM claim t
    CROSS JOIN relation_member m ON m.claim_id = t.id
    JOIN claim_relation r ON r.id = m.relation_id JOIN relation_member o
    ON o.relation_id = r.id AND o.side <> m.side AND o.side > 0
    JOIN claim_event x ON x.claim_id = t.id
    JOIN claim_event y ON y.event_id = x.event_id AND y.claim_id = o.claim_id
    WHERE m.side > 0 AND r.kind IN ({_CONTESTING}){{only}}"""
"""Claims against which another takes a side in a relation, both being accounts of one event."""

DISPUTED = """SELECT t.rowid, 'contested' FROM claim t CROSS JOIN claim_event x ON x.claim_id = t.id
    WHERE (x.stance = 'disputes' OR x.stance = 'supports' AND EXISTS (SELECT 1 FROM claim_event y
    WHERE y.event_id = x.event_id AND y.stance = 'disputes')){only}"""
"""Claims that dispute an event, or support one that another disputes."""

ALONE = f"""SELECT t.rowid, 'single origin' FROM claim t
    CROSS JOIN claim_event x ON x.claim_id = t.id AND x.stance = 'supports'
    CROSS JOIN hop h ON h.claim_id = t.id AND h.position = 0 AND h.{_VOICE}
    JOIN actor a ON a.id = h.actor_id AND a.{_SPEAKS} WHERE true{{only}}
    GROUP BY t.rowid HAVING NOT max(EXISTS (
        SELECT 1 FROM claim_event y JOIN hop g ON g.claim_id = y.claim_id AND g.position = 0
        JOIN actor b ON b.id = g.actor_id
        WHERE y.event_id = x.event_id AND y.stance = 'supports' AND g.actor_id <> h.actor_id
        AND g.{_VOICE} AND b.{_SPEAKS} AND NOT EXISTS (
            SELECT 1 FROM origin_link l WHERE l.independence <> 'independent'
            AND (l.first_id = g.actor_id AND l.second_id = h.actor_id
            OR l.second_id = g.actor_id AND l.first_id = h.actor_id))))"""
"""Claims of a voice of its own that no other, certainly separate voice joins in any event."""

MARKS = (
    Arm("claim", "t", OPPOSED, 200),
    Arm("claim", "t", DISPUTED, 200),
    Arm("claim", "t", ALONE, FEW),
    Arm(
        "hop",
        "h",
        f"SELECT t.rowid, 'inferred' {HOPS} WHERE h.status = 'inferred'{{only}}",
    ),
    Arm(
        "dating",
        "d",
        "SELECT t.rowid, 'unconfirmed' FROM dating d CROSS JOIN claim t ON t.id = d.owner_id"
        f" AND d.owner_kind = 'claim' {_UNCONFIRMED}",
    ),
    Arm(
        "dating",
        "d",
        "SELECT t.rowid, 'unconfirmed' FROM dating d CROSS JOIN hop h ON h.id = d.owner_id"
        " AND d.owner_kind = 'hop' AND h.position = 0 CROSS JOIN claim t ON t.id = h.claim_id"
        f" {_UNCONFIRMED}",
    ),
    Arm(
        "claim",
        "t",
        "SELECT t.rowid, 'no passage' FROM claim t WHERE NOT EXISTS (SELECT 1 FROM claim_passage p"
        " WHERE p.claim_id = t.id){only}",
    ),
)
