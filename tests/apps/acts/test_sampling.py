"""Samples that anybody can draw again (experience.md: 随机抽样并给出种子)."""

from hashlib import sha256
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anze.acts.sampling import sample, seed_of

ids = st.lists(st.text(min_size=1, max_size=12), max_size=40)
seeds = st.text(max_size=20)


@given(ids, st.integers(0, 50), seeds)
def test_a_sample_holds_so_many_of_the_ids_each_once(found: list[str], size: int, seed: str) -> None:
    drawn = sample(found, size, seed)
    assert len(drawn) == min(size, len(set(found))) == len(set(drawn))
    assert set(drawn) <= set(found)


@given(ids, st.integers(0, 50), seeds, st.randoms(use_true_random=False))
def test_whoever_has_the_seed_draws_the_same_whatever_order_the_ids_come_in(found: list[str], size: int, seed: str, dice: Random) -> None:
    mixed = [*found, *found]
    dice.shuffle(mixed)
    assert sample(mixed, size, seed) == sample(found, size, seed)


@given(ids, st.integers(0, 20), st.integers(0, 20), seeds)
def test_a_larger_sample_begins_with_the_smaller_one(found: list[str], one: int, other: int, seed: str) -> None:
    small, large = sorted((one, other))
    assert sample(found, large, seed)[:small] == sample(found, small, seed)


@given(ids, st.text(min_size=1, max_size=12), seeds)
def test_one_id_more_moves_nobody_before_another(found: list[str], more: str, seed: str) -> None:
    without = [one for one in sample([*found, more], 99, seed) if one != more]
    assert without == [one for one in sample(found, 99, seed) if one != more]


def test_the_order_is_that_of_digests_which_a_shell_computes_as_well() -> None:
    found = [f"act-{number}" for number in range(9)]
    assert list(sample(found, 9, "7")) == sorted(found, key=lambda one: sha256(f"7\n{one}".encode()).hexdigest())


def test_every_id_has_the_same_chance() -> None:
    found = [str(number) for number in range(10)]
    drawn = [one for seed in range(2_000) for one in sample(found, 3, str(seed))]
    assert all(540 <= drawn.count(one) <= 660 for one in found)  # 600 expected


def test_another_seed_draws_another_sample() -> None:
    found = [str(number) for number in range(200)]
    assert sample(found, 10, "1") != sample(found, 10, "2")


def test_a_size_below_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="-1"):
        sample(["1"], -1, "")


def test_a_seed_follows_from_what_it_is_made_of() -> None:
    assert seed_of("a", "b") == seed_of("a", "b") != seed_of("a", "c")
    assert len(seed_of("a")) == 16
