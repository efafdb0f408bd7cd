"""The help desk's readiness board."""
