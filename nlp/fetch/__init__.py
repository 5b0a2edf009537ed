"""Fetching (采集): addresses of published reports become files on disk, politely, each beside a record of where it came from.

The only part of the package that uses the network, and only when asked.
"""

from nlp.fetch.addresses import read_addresses
from nlp.fetch.fetcher import Fetched, Limits, fetch

__all__ = ["Fetched", "Limits", "fetch", "read_addresses"]
