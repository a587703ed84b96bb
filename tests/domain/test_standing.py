from hypothesis import given
from hypothesis import strategies as st

from tests.domain.chains import chain, relation
from timeline_app.domain.attribution import Account
from timeline_app.domain.records import OriginLink
from timeline_app.domain.standing import standing_of
from timeline_app.domain.vocabulary import Independence, RelationKind, Stance


def supports(*actor_ids, claim="c"):
    return Account(Stance.SUPPORTS, chain(*actor_ids, claim=claim))


def link(first, second, independence):
    return OriginLink("l", first, second, independence)


def test_ten_outlets_repeating_one_origin_are_one_origin():
    standing = standing_of([supports("source", "reuters"), supports("source", "ap", claim="d")])
    assert (standing.supporting, standing.origins_min, standing.origins_max) == (2, 1, 1)


def test_the_outlets_own_voice_corroborates_nothing():
    standing = standing_of([supports("tt"), supports("ap", "tt", claim="d")])
    assert standing.origins_text == "1 origin"
    assert standing.outlet_claims == 1
    assert "Türkiye Today's own voice" in standing.sentence


def test_an_unsourced_claim_adds_no_origin():
    standing = standing_of([supports("nobody", "tt")])
    assert standing.origins_text == "no origin"
    assert standing.unsourced_claims == 1


def test_only_supporting_claims_bring_origins():
    standing = standing_of([Account(Stance.QUALIFIES, chain("ap", "tt"))])
    assert standing.origins_max == 0
    assert standing.counts[Stance.QUALIFIES] == 1


def test_origins_marked_the_same_are_one_voice():
    accounts = [supports("source"), supports("reuters", claim="d")]
    standing = standing_of(accounts, [link("reuters", "source", Independence.SAME)])
    assert standing.origins_text == "1 origin"


def test_origins_of_unknown_independence_make_a_range():
    accounts = [supports("source"), supports("reuters", claim="d"), supports("ap", claim="e")]
    standing = standing_of(accounts, [link("reuters", "source", Independence.UNKNOWN)])
    assert standing.origins_text == "2 to 3 origins"
    assert "Whether unnamed security source and Reuters are independent is unknown." in (
        standing.sentence
    )


def test_two_origins_marked_independent_are_never_counted_as_one():
    accounts = [supports("source"), supports("reuters", claim="d"), supports("ap", claim="e")]
    links = [
        link("source", "reuters", Independence.UNKNOWN),
        link("reuters", "ap", Independence.UNKNOWN),
        link("source", "ap", Independence.INDEPENDENT),
    ]
    assert standing_of(accounts, links).origins_text == "2 to 3 origins"


def test_links_between_origins_elsewhere_change_nothing():
    accounts = [supports("ap")]
    assert standing_of(accounts, [link("source", "reuters", Independence.UNKNOWN)]) == (
        standing_of(accounts)
    )


def test_a_claim_that_disputes_contests_the_event_by_name():
    standing = standing_of([supports("ap"), Account(Stance.DISPUTES, chain("source", claim="d"))])
    assert standing.is_contested
    assert standing.contests[0].sentence == "Disputed by unnamed security source."


def test_claims_on_two_sides_of_a_contradiction_contest_the_event():
    against = relation(RelationKind.CONTRADICTS, ("c", 1), ("d", 2))
    standing = standing_of([supports("ap"), supports("source", claim="d")], (), [against])
    assert standing.contests[0].sentence == (
        "destination: Associated Press against unnamed security source."
    )
    assert standing.text.endswith("contested: destination")


def test_a_relation_with_one_side_elsewhere_does_not_contest_this_event():
    against = relation(RelationKind.CONTRADICTS, ("c", 1), ("elsewhere", 2))
    assert not standing_of([supports("ap")], (), [against]).is_contested


def test_a_difference_of_timing_is_no_contest():
    differs = relation(RelationKind.TIMING, ("c", 1), ("d", 2))
    accounts = [supports("ap"), supports("source", claim="d")]
    assert not standing_of(accounts, (), [differs]).is_contested


VOICES = ("source", "reuters", "ap")
LINKS = st.lists(
    st.builds(
        link,
        st.sampled_from(VOICES[:2]),
        st.sampled_from(VOICES[2:]),
        st.sampled_from(Independence),
    ),
    max_size=3,
)


@given(st.permutations(VOICES), LINKS)
def test_the_range_of_origins_does_not_depend_on_the_order_of_the_claims(order, links):
    def count(voices):
        standing = standing_of([supports(v, claim=v) for v in voices], links)
        return standing.origins_min, standing.origins_max

    low, high = count(order)
    assert (low, high) == count(VOICES)
    assert 1 <= low <= high <= len(VOICES)
