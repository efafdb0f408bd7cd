"""The seed of the reference platform: people, places, acts, and their documents drawn.

``world(seed)`` gives the communes and accounts, ``plan(world, acts, seed, now)`` the acts, and
``draw(act, document)`` the bytes of one document, the same for the same act on every run.
"""
