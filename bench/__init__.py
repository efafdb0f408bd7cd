"""How fast it is: each figure measured beside its peer or its limit, in one run on one machine.

A module here is a group of figures.  It has ``measure(quick) -> list[Figure]`` and may have ``curves(quick) ->
list[Curve]``; its docstring says how it measures, and stands in docs/performance.md.  ``quick`` is the smallest size:
it proves that the module works and says nothing of speed.  ``python -m bench`` runs them; see :mod:`bench.harness`.
"""
