"""The zoo: PDFs of every kind that a commune may be handed, made on the spot; nothing here is a real plan.

``ANIMALS`` gives for each name the function that makes it.  What must become of each is the table
``tests/zoo/table.toml``.
"""

from support.zoo import archival, damaged, drawings, locked, masked, sheets, structures

ANIMALS = {
    **sheets.ANIMALS,
    **drawings.ANIMALS,
    **archival.ANIMALS,
    **structures.ANIMALS,
    **locked.ANIMALS,
    **masked.ANIMALS,
    **damaged.ANIMALS,
}
