"""How often is often: by part of the network, and by what a trusted proxy says alone."""

import ipaddress
from datetime import timedelta

import pytest

from receiver import limits
from receiver.limits import Limit, network
from receiving import MORNING

PROXY = [ipaddress.ip_network("127.0.0.1"), ipaddress.ip_network("10.0.0.0/8")]


@pytest.mark.parametrize(
    ("peer", "forwarded", "proxies", "found"),
    [
        ("203.0.113.9", "", PROXY, "203.0.113.0/24"),
        ("203.0.113.9", "198.51.100.1", PROXY, "203.0.113.0/24"),  # anybody can write that
        ("127.0.0.1", "198.51.100.1", [], "127.0.0.0/24"),
        ("127.0.0.1", "198.51.100.1", PROXY, "198.51.100.0/24"),
        ("127.0.0.1", "1.1.1.1, 2.2.2.2,198.51.100.1 ", PROXY, "198.51.100.0/24"),  # the last one the proxy wrote
        ("127.0.0.1", "unknown", PROXY, "127.0.0.0/24"),
        ("10.1.2.3", "2001:db8:1:2:3::4", PROXY, "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.9", "", PROXY, "203.0.113.0/24"),
        ("", "", PROXY, "unknown"),
        ("x", "1.2.3.4", PROXY, "unknown"),
    ],
)
def test_part_of_the_network(peer, forwarded, proxies, found):
    assert network(peer, forwarded, proxies) == found


def test_so_often_within_the_window():
    limit = Limit(2, timedelta(minutes=10))
    asked = [(0, "a"), (1, "a"), (2, "a"), (2, "b"), (9, "a"), (10, "a"), (10, "a"), (11, "a")]
    answers = [limit.allows(key, MORNING + timedelta(minutes=after)) for after, key in asked]
    assert answers == [True, True, False, True, False, True, False, True]


def test_memory_is_bounded(monkeypatch):
    monkeypatch.setattr(limits, "MOST_KEPT", 10)
    limit = Limit(1)
    for number in range(1000):
        assert limit.allows(str(number), MORNING)
    assert len(limit._seen) <= 10
