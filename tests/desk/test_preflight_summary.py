"""What a batch would leave aside, and why: the same reason is said once, with the acts it is said of."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rokhas_desktop.desk.face import BatchPreflight, Readiness, Refusal

UNSEEN = Refusal("DSK-003", {"count": 2, "first": 1})
SCRIPT = Refusal("DOC-033", {})
REASONS = (UNSEEN, SCRIPT, Refusal("DSK-003", {"count": 1, "first": 4}))

acts = st.lists(
    st.builds(
        Readiness,
        st.text("ABCTEST-0123456789", min_size=1, max_size=12),
        st.integers(0, 9),
        st.lists(st.sampled_from(REASONS), max_size=3).map(tuple),
        st.lists(st.sampled_from(REASONS), max_size=2).map(tuple),
    ),
    max_size=8,
    unique_by=lambda act: act.reference,
)


@given(acts)
def test_every_document_is_either_signed_or_left_with_a_reason(given_acts: list[Readiness]) -> None:
    found = BatchPreflight(tuple(given_acts), None)
    assert found.documents + found.left == sum(act.documents for act in given_acts)
    told = {name for reason in found.reasons for name in reason.references}
    assert told == {act.reference for act in given_acts if not act.ready}
    remarked = {name for reason in found.remarks for name in reason.references}
    assert remarked == {act.reference for act in given_acts if act.ready and act.warnings}


@given(acts)
def test_a_reason_is_said_once_and_an_act_once_under_it(given_acts: list[Readiness]) -> None:
    reasons = BatchPreflight(tuple(given_acts), None).reasons
    assert all(reasons[a].refusal != reasons[b].refusal for a in range(len(reasons)) for b in range(a))
    assert all(len(set(one.references)) == len(one.references) for one in reasons)
    sizes = [len(one.references) for one in reasons]
    assert sizes == sorted(sizes, reverse=True)


def test_the_same_code_with_other_facts_is_another_reason() -> None:
    made = [Readiness(f"TEST-{n}", 1, (reason,)) for n, reason in enumerate(REASONS)]
    assert [one.references for one in BatchPreflight(tuple(made), None).reasons] == [
        ("TEST-0",),
        ("TEST-1",),
        ("TEST-2",),
    ]
