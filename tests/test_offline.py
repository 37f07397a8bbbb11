"""The tests are held to what the project promises: no network, and Java only where it is the subject."""

import socket
import subprocess
import sys

import pytest

from rightsnet.rdf import reasoner
from rightsnet.rdf.facts import Facts

ELSEWHERE = "192.0.2.1"  # an address that RFC 5737 keeps for documentation


def test_no_other_machine_is_reached_from_this_process() -> None:
    with socket.socket() as plug, pytest.raises(RuntimeError, match=r"^A test connects to \('192\.0\.2\.1', 80\)\.$"):
        plug.connect((ELSEWHERE, 80))
    with pytest.raises(RuntimeError, match=r"^A test looks up example\.org\.$"):
        socket.getaddrinfo("example.org", 80)


def test_no_other_machine_is_reached_from_a_process_that_a_test_starts() -> None:
    code = f"import urllib.request; urllib.request.urlopen('http://{ELSEWHERE}/')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 1
    assert f"NetworkReachedError: A test looks up {ELSEWHERE}." in done.stderr


def test_this_machine_can_be_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()):
        pass


def test_java_is_hidden_where_it_is_not_the_subject() -> None:
    with pytest.raises(AssertionError, match=r"^This test needs Java; "):
        reasoner.classify(Facts())
