from tests.domain.chains import ACTORS, OUTLET, SOURCE, chain, relation
from timeline_app.domain.attribution import chain_of
from timeline_app.domain.records import Hop
from timeline_app.domain.vocabulary import HopStatus, RelationKind


def test_a_chain_reads_from_its_origin_to_its_publisher():
    told = chain("source", "reuters", "tt")
    assert told.text == "unnamed security source → Reuters → Türkiye Today"
    assert told.origin == SOURCE
    assert told.publisher == OUTLET


def test_hops_are_put_in_order_however_they_come():
    hops = [Hop("b", "c", 1, "reuters"), Hop("a", "c", 0, "source")]
    assert chain_of("c", hops, ACTORS).origin == SOURCE


def test_an_inferred_hop_is_said_to_be_inferred():
    told = chain("source", "ap", "tt", ap=HopStatus.INFERRED)
    assert told.sentence == (
        "unnamed security source said this, through Associated Press and Türkiye Today."
        " That it came from or through Associated Press is inferred."
    )


def test_a_claim_nobody_is_given_for_says_so():
    assert chain("nobody", "tt").sentence == "Türkiye Today gives no source for this."
    assert chain().sentence == "Nobody is recorded as having said this."


def test_an_outlet_speaking_for_itself_is_not_a_voice():
    assert chain("tt").is_outlet_voice
    assert not chain("tt").is_voice


def test_a_relation_names_the_claims_on_the_other_sides():
    against = relation(RelationKind.CERTAINTY, ("c", 1), ("d", 2), ("e", 2), ("f", 0))
    assert against.opposing("c") == ("d", "e")
    assert against.opposing("f") == ()
