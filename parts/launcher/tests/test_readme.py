"""What the README says of a first night is what the launcher knows."""
from __future__ import annotations

import re
import unittest

from launcher import first_run, paths, system, up


class Readme(unittest.TestCase):
    def setUp(self) -> None:
        self.text = (paths.ROOT / "README.md").read_text(encoding="utf-8")

    def test_its_commands_install_all_that_up_needs(self) -> None:
        debian = re.search(r"^apt-get update && apt-get install -y (git .*)$", self.text, re.M)
        fedora = re.search(r"`dnf install ([^`]+)`", self.text)
        assert debian and fedora
        for package in system.packages():
            if "up" in package.needed_by.split(","):
                self.assertIn(package.debian, debian.group(1).split())
                self.assertIn(package.fedora, fedora.group(1).split())

    def test_time_disk_and_ports_are_those_that_up_itself_tells(self) -> None:
        cost, options = first_run.WITH_HEADSCALE, up._parse([])
        self.assertIn(f"about {cost.minutes} minutes on two cores, {cost.download_gb} GB of downloads, {cost.disk_gb} GB of disk", self.text)
        self.assertRegex(self.text, rf"ports {options.port},\s{options.management_port},\s{options.gate_port}\sand\s{options.headscale_port}\sof\s127.0.0.1")
