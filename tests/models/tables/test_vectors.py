"""Columns as vectors: what rows sort and are filtered by."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.domain.folding import LONG, folded
from timeline_app.models.tables import alphabet
from timeline_app.models.tables.alphabet import fold
from timeline_app.models.tables.ordering import SortKey, arranged, clicked
from timeline_app.models.tables.reference_vectors import Names, References
from timeline_app.models.tables.text_vectors import Texts
from timeline_app.models.tables.vectors import Codes, Moment, Numbers, Spans

TEXTS = st.lists(st.text(alphabet="abÀéıßКكا \n'", max_size=8), min_size=1, max_size=30)


def texts(values):
    vector = Texts(len(values))
    vector.add(np.arange(len(values)), [(0, value) for value in values])
    return vector


def spans(*bounds):
    vector = Spans(len(bounds))
    vector.add(np.arange(len(bounds)), [(0, *four) for four in bounds])
    return vector


def order_of(ranks):
    return np.lexsort((ranks,)).tolist()


@given(st.text(max_size=30))
def test_folding_by_letters_finds_what_folding_whole_texts_finds(text):
    if "\n" not in text and text.isprintable():
        assert fold(text) == fold(folded(text))


@given(TEXTS)
def test_very_many_texts_sort_as_few_do(values):
    folds = [b"a" * 70 + fold(value) if value else b"" for value in values]
    few, many = alphabet.alphabetical(folds), alphabet._alphabetical_aside(folds)
    assert order_of(few) == order_of(many)
    assert (few[:, None] == few).tolist() == (many[:, None] == many).tolist()


@given(TEXTS)
def test_texts_that_begin_alike_are_ordered_by_what_follows(values):
    folds = [fold("ab" * 3 + value) for value in values]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(alphabet, "_PREFIX", 2)
        patch.setattr(alphabet, "_HELD", 2)
        ranks = alphabet._alphabetical_aside(folds)
    order = order_of(ranks)
    assert [folds[n] for n in order] == sorted(folds)
    same = {(folds[a], ranks[a]) for a in range(len(folds))}
    assert len(same) == len(set(folds)) == len({rank for _, rank in same})


@given(TEXTS)
def test_texts_sort_as_their_folded_bytes_do(values):
    ranks = texts(values).ranks(Moment.EARLIEST)
    by_rank = [fold(values[i]) for i in order_of(ranks) if not np.isnan(ranks[i])]
    assert by_rank == sorted(fold(value) for value in values if fold(value))


def test_texts_alike_for_long_are_still_told_apart():
    stem = "a" * 200
    values = [stem + "c", stem + "a", stem + "b", stem + "a", stem]
    ranks = texts(values).ranks(Moment.EARLIEST)
    assert order_of(ranks) == [4, 1, 3, 2, 0]
    assert ranks[1] == ranks[3]


@given(TEXTS, st.integers(0, 8))
def test_a_long_text_is_sorted_and_found_like_any_other(values, at):
    long = "éк " * LONG
    values.insert(at % (len(values) + 1), long)
    vector = texts(values)
    vector.resize(np.arange(len(values))[::-1])
    in_order = [fold(values[::-1][i]) for i in order_of(vector.ranks(Moment.EARLIEST))]
    assert in_order[: len(values) - in_order.count(b"")] == sorted(filter(None, in_order))
    assert texts(values).matching("Éк éк").tolist() == [value == long for value in values]


def test_a_long_text_that_was_made_short_is_found_no_more():
    vector = texts(["plane " * LONG, "plane"])
    vector.clear(np.array([0]))
    vector.add(np.array([0]), [(0, "train")])
    assert vector.matching("plane").tolist() == [False, True]


@given(TEXTS, st.text(alphabet="abéК'", min_size=1, max_size=3))
def test_a_text_matches_if_it_contains_the_wish(values, wish):
    expected = [fold(wish) in fold(value) for value in values]
    if fold(wish):
        assert texts(values).matching(wish).tolist() == expected


def test_a_wish_never_matches_across_two_texts():
    assert not texts(["one", "two"]).matching("one two").any()
    assert not texts(["ab", "cd"]).matching("bc").any()


@pytest.mark.parametrize(
    ("wish", "text"),
    [("kamisli", "Kamışlı"), ("QAMISHLI", "Qamishli"), ("камышлы", "Камышлы"), ("احمد", "أحمد")],
)
def test_spellings_of_one_script_find_each_other(wish, text):
    assert texts([text]).matching(wish).all()


def test_rows_without_a_value_come_last_either_way():
    ranks = np.array([2.0, np.nan, 1.0])
    rowids = np.array([10, 11, 12])
    assert rowids[arranged(3, [(ranks, False)], None)].tolist() == [12, 10, 11]
    assert rowids[arranged(3, [(ranks, True)], None)].tolist() == [10, 12, 11]


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=30))
def test_sorting_is_stable_and_the_first_key_decides(pairs):
    first = np.array([a for a, _ in pairs], np.float64)
    second = np.array([b for _, b in pairs], np.float64)
    found = arranged(len(pairs), [(first, False), (second, True)], None).tolist()
    assert found == sorted(range(len(pairs)), key=lambda i: (pairs[i][0], -pairs[i][1], i))


def test_clicks_go_up_then_down_then_back():
    once = clicked((), "said", together=False)
    assert once == (SortKey("said"),)
    twice = clicked(once, "said", together=False)
    assert twice == (SortKey("said", descending=True),)
    assert clicked(twice, "said", together=False) == ()


def test_a_shifted_click_adds_a_key_and_keeps_the_places():
    keys = clicked(clicked((), "status", together=True), "said", together=True)
    assert keys == (SortKey("status"), SortKey("said"))
    assert clicked(keys, "status", together=True)[0] == SortKey("status", descending=True)


def test_dates_sort_by_the_moment_asked_for():
    vector = spans((0, 0, 100, 100), (40, 40, 50, 50), (10, 10, 20, 20))
    assert order_of(vector.ranks(Moment.EARLIEST)) == [0, 2, 1]
    assert order_of(vector.ranks(Moment.LATEST)) == [2, 1, 0]
    assert order_of(vector.ranks(Moment.MIDPOINT)) == [2, 1, 0]


def test_an_open_side_is_without_end_and_the_undated_come_last():
    since, until, undated, day = (
        (5, 5, None, None), (None, None, 7, 7), (None,) * 4, (6, 6, 6, 6),
    )  # fmt: skip
    vector = spans(since, until, undated, day)
    assert order_of(vector.ranks(Moment.EARLIEST)) == [1, 0, 3, 2]
    assert order_of(vector.ranks(Moment.LATEST)) == [3, 1, 0, 2]


def test_dates_that_may_overlap_a_span_match_it():
    vector = spans((0, 0, 10, 10), (20, 20, 30, 30), (None, None, 5, 5), (None,) * 4)
    assert vector.matching(8, 15).tolist() == [True, False, False, False]
    assert vector.matching(-100, -50).tolist() == [False, False, True, False]


def test_years_before_the_calendar_sort_and_match():
    vector = spans((-435_500_000_000_000_000, *[-435_500_000_000_000_000] * 3), (0, 0, 0, 0))
    assert order_of(vector.ranks(Moment.MIDPOINT)) == [0, 1]


def test_a_row_with_several_values_sorts_by_the_first_and_matches_any():
    vector = Codes(2, ["supports", "disputes", "context"])
    vector.add(np.array([0, 1, 1]), [(0, "disputes"), (0, "context"), (0, "supports")])
    assert vector.ranks(Moment.EARLIEST).tolist() == [1, 2]
    assert vector.matching({"supports"}).tolist() == [False, True]
    assert vector.counts() == {"disputes": 1, "supports": 1, "context": 1}


def named(*pairs):
    names = Names()
    names.add(pairs)
    return names


def test_references_match_any_name_in_any_script_and_sort_by_the_own():
    names = named((1, "Reuters"), (2, "Anadolu"), (1, "رويترز"))
    vector = References(3, names)
    vector.add(np.array([0, 1]), [(0, 1, 0), (0, 2, 0)])
    assert vector.matching("رويترز").tolist() == [True, False, False]
    assert order_of(vector.ranks(Moment.EARLIEST)) == [1, 0, 2]


def test_of_several_references_the_lightest_is_first_in_whatever_order_they_are_read():
    vector = References(1, named((1, "A"), (2, "B")))
    vector.add(np.array([0]), [(0, 2, 5)])
    vector.add(np.array([0]), [(0, 1, -3)])
    assert vector.firsts().tolist() == [1]
    assert vector.counts() == {1: 1, 2: 1}


@pytest.mark.parametrize("make", [texts, None])
def test_vectors_follow_added_and_removed_rows(make):
    vector = texts(["zero", "one", "two"])
    vector.resize(np.array([0, 2, -1]))  # "one" went, a new row came last
    assert vector.matching("o").tolist() == [True, True, False]
    numbers = Numbers(3)
    numbers.add(np.arange(3), [(0, 5), (0, 6), (0, 7)])
    numbers.resize(np.array([0, 2, -1]))
    assert numbers.ranks(Moment.EARLIEST).tolist() == [5, 7, 0]
    references = References(3, named((1, "A")))
    references.add(np.arange(3), [(0, 1, 0)] * 3)
    references.resize(np.array([0, 2, -1]))
    assert references.pointing_at(np.array([1])).tolist() == [True, True, False]


@given(TEXTS, st.data())
def test_whatever_rows_come_and_go_each_keeps_its_text_and_its_order(values, data):
    vector = texts(values)
    vector.ranks(Moment.EARLIEST)
    kept = data.draw(st.lists(st.sampled_from(range(len(values))), unique=True).map(sorted))
    origins = kept + [-1] * data.draw(st.integers(0, 3))
    if data.draw(st.booleans()):
        origins.insert(data.draw(st.integers(0, len(origins))), -1)
    vector.resize(np.array(origins, np.int64))
    afresh = texts([values[i] if i >= 0 else "" for i in origins])
    assert vector.length == len(origins)
    assert order_of(vector.ranks(Moment.EARLIEST)) == order_of(afresh.ranks(Moment.EARLIEST))
    assert vector.matching("a").tolist() == afresh.matching("a").tolist()


@given(st.lists(st.integers(1, 3), min_size=1, max_size=8), st.integers(0, 3))
def test_references_keep_what_they_point_at_when_rows_come_last(targets, more):
    vector = References(len(targets), named((1, "C"), (2, "A"), (3, "B")))
    vector.add(np.arange(len(targets)), [(0, target, 0) for target in targets])
    vector.resize(np.array([*range(len(targets)), *[-1] * more], np.int64))
    assert vector.firsts().tolist() == targets + [-1] * more
    vector.add(np.array([len(targets)])[:more], [(0, 2, 0)][:more])
    assert vector.firsts().tolist() == (targets + [2] * more)[: len(targets) + min(more, 1)] + [
        -1
    ] * (more - 1)


def test_a_name_added_later_takes_its_place_in_the_order():
    names = named((1, "B"), (7, "D"))
    assert order_of(names.ranks(np.array([7, 1]))) == [1, 0]
    names.add([(3, "A")])
    assert order_of(names.ranks(np.array([7, 1, 3]))) == [2, 1, 0]
    assert np.isnan(names.ranks(np.array([2, 9]))).all()


def test_one_megabyte_in_a_text_costs_only_its_own_length():
    vector = texts(["x" * 1_000_000 + "needle", "x" * 1_000_000, "short needle"])
    assert vector.matching("needle").tolist() == [True, False, True]
    assert order_of(vector.ranks(Moment.EARLIEST)) == [2, 1, 0]


@given(
    TEXTS, st.lists(st.tuples(st.integers(0, 29), st.text(alphabet="abé", max_size=5)), max_size=9)
)
def test_texts_changed_one_by_one_rank_as_if_read_afresh(values, changes):
    vector = texts(values)
    vector.ranks(Moment.EARLIEST)
    for at, new in changes:
        place = at % len(values)
        values[place] = new
        vector.clear(np.array([place]))
        vector.add(np.array([place]), [(0, new)])
        fresh = texts(values).ranks(Moment.EARLIEST)
        patched = vector.ranks(Moment.EARLIEST)
        assert np.array_equal(np.isnan(patched), np.isnan(fresh))
        for a in range(len(values)):
            for b in range(len(values)):
                assert (patched[a] < patched[b]) == (fresh[a] < fresh[b])
                assert (patched[a] == patched[b]) == (fresh[a] == fresh[b])


@pytest.mark.parametrize("single", [True, False])
def test_a_row_that_points_at_nothing_any_more_matches_nothing(single):
    vector = References(2, named((1, "A")), single=single)
    vector.add(np.array([0, 1]), [(0, 1, 0), (0, 1, 0)])
    vector.clear(np.array([0]))
    vector.add(np.array([], np.int64), [])
    assert vector.matching("a").tolist() == [False, True]
