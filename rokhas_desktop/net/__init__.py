"""The one way out: one session, its trust, proxies, retries and bounds, and the clocks it saw."""
