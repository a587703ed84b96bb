"""A handful of actors, and chains and relations of claims between them."""

from timeline_app.domain.attribution import Relation, chain_of
from timeline_app.domain.records import Actor, ClaimRelation, Hop, RelationMember
from timeline_app.domain.vocabulary import HopStatus, Identification

SOURCE = Actor("source", "unnamed security source", identification=Identification.ANONYMOUS)
REUTERS = Actor("reuters", "Reuters")
AP = Actor("ap", "Associated Press")
OUTLET = Actor("tt", "Türkiye Today", identification=Identification.OUTLET_VOICE)
NOBODY = Actor("nobody", "unstated author", identification=Identification.UNSOURCED)
ACTORS = {a.id: a for a in (SOURCE, REUTERS, AP, OUTLET, NOBODY)}


def chain(*actor_ids, claim="c", **statuses):
    hops = [
        Hop(f"{claim}{n}", claim, n, i, status=statuses.get(i, HopStatus.STATED))
        for n, i in enumerate(actor_ids)
    ]
    return chain_of(claim, hops, ACTORS)


def relation(kind, *members):
    return Relation(
        ClaimRelation("r", kind, about="destination"),
        tuple(RelationMember(f"m{c}", "r", c, side) for c, side in members),
    )
