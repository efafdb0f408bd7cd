"""The reference platform: ``docs/platform-api.yaml`` on a real HTTPS server and a real database.

It shares no code with the client but the rules of ``identity``: what it accepts is judged by its own reading
of the contract and by pyHanko's validation, so that a mistake of the client's signing is found here.
"""
