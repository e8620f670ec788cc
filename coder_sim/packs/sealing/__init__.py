"""Sealed answer keys: what nobody reads without the passphrase or the class key."""
