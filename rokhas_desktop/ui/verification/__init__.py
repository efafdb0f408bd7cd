"""The page on which the signatures of any file are verified."""
