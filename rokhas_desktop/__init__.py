"""Rokhas Desktop: signs municipal permits and their plans with the key on a PKCS#11 token."""

__version__ = "0.1.0"
