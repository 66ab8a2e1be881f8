from __future__ import annotations

import os
import socket
import unittest

from launcher import ports
from launcher.say import Trouble


class Ports(unittest.TestCase):
    def test_a_free_port_passes(self) -> None:
        ports.require_free(ports.free(), "the server", "--port")

    def test_a_taken_port_is_named_with_its_holder_and_the_option(self) -> None:
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            port = taken.getsockname()[1]
            with self.assertRaises(Trouble) as refused:
                ports.require_free(port, "Headscale", "--headscale-port")
        text = str(refused.exception)
        self.assertIn(f"Port {port}, meant for Headscale, is taken by process {os.getpid()} (", text)
        self.assertIn("python", text)
        self.assertIn(f"--headscale-port {port + 10}", text)

    def test_one_that_listens_on_all_addresses_is_found_too(self) -> None:
        with socket.socket() as taken:
            taken.bind(("", 0))
            taken.listen()
            with self.assertRaisesRegex(Trouble, f"process {os.getpid()} "):
                ports.require_free(taken.getsockname()[1], "the server", "--port")

    def test_nobody_holds_a_free_port(self) -> None:
        self.assertIsNone(ports.holder(ports.free()))
