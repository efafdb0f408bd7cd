"""The whole main job on the reference platform: what ``rokhas-desktop demo`` does, step by step."""
