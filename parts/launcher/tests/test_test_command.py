from __future__ import annotations

import contextlib
import io
import tempfile
import unittest
from pathlib import Path
from unittest import mock

from launcher import coverage, maven_run, mutate, paths, reports, test_arguments, test_command, test_plan
from launcher.features import Feature
from launcher.reports import Results
from launcher.say import Trouble


def mutation(status: str, line: int = 7, of: str = "audit.Chain") -> str:
    return (f"<mutation detected='false' status='{status}'><mutatedClass>org.veilor.mesh.{of}</mutatedClass>"
            f"<mutatedMethod>next</mutatedMethod><lineNumber>{line}</lineNumber>"
            "<description>removed call to java/io/DataOutputStream::write</description></mutation>")


class Figures(unittest.TestCase):
    def file(self, text: str) -> Path:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        written = Path(folder.name) / "figures"
        written.write_text(text, encoding="utf-8")
        return written

    def test_coverage_is_summed_by_feature(self) -> None:
        csv = self.file("GROUP,PACKAGE,CLASS,BRANCH_MISSED,BRANCH_COVERED,LINE_MISSED,LINE_COVERED\n"
                        "m,org.veilor.mesh.key,A,1,1,5,5\nm,org.veilor.mesh.key.inner,B,0,2,0,10\nm,org.veilor.mesh.qr,C,0,0,4,0\n")
        self.assertEqual(coverage.table(csv, []).splitlines(), [
            "        lines  branches", "  key    75 %      75 %", "  qr      0 %         -"])
        self.assertNotIn("qr", coverage.table(csv, ["key"]))
        self.assertIn("no report", coverage.table(Path("/nowhere"), []))

    def test_mutations_are_scored_by_feature_and_what_survived_is_told_once(self) -> None:
        xml = self.file("<mutations>" + mutation("KILLED") + mutation("TIMED_OUT") + mutation("SURVIVED") + mutation("SURVIVED", 9)
                        + mutation("SURVIVED", 9) + mutation("NO_COVERAGE", of="key.Keys") + "</mutations>")
        self.assertEqual(mutate.told(mutate.score(xml)).splitlines(), [
            "audit: 2 of 5 faults found (40 %), 0 more in code that no plain unit test enters",
            "  survived Chain.next: removed call to DataOutputStream::write (line 7, 9)",
            "key: 0 of 0 faults found (-), 1 more in code that no plain unit test enters",
            "  not entered: Keys (1)"])

    def test_only_the_features_packages_are_broken(self) -> None:
        self.assertEqual(mutate.selection([Feature("key", [], []), Feature("audit", [], [])], ["a.B", "a.C"]), [
            "-DtargetClasses=org.veilor.mesh.key.*,org.veilor.mesh.audit.*", "-DtargetTests=a.B,a.C"])

    def test_a_feature_whose_tests_all_start_a_server_is_refused(self) -> None:
        with self.assertRaisesRegex(Trouble, "lab has no unit test that PIT could run"):
            mutate.run(["lab"], [])

    def test_the_slowest_ten_come_first_and_fit(self) -> None:
        took = {f"AClassOfTests{number}WithANameThatIsLongerThanAnyTerminalWouldEverBeWideEnoughToShow": float(number) for number in range(12)}
        lines = reports.slowest(took).splitlines()
        self.assertEqual(len(lines), 11)
        self.assertIn("11.0 s", lines[0])
        self.assertRegex(lines[-1], r"^  all 12 +66\.0 s$")
        self.assertLessEqual(max(map(len, lines)), 80)

    def test_seconds_are_those_of_the_suites(self) -> None:
        target = self.file("").parent
        for folder, time in (("surefire-reports", "1,002.5"), ("failsafe-reports", "1")):
            (target / folder).mkdir()
            (target / folder / "TEST-o.K.xml").write_text(f'<testsuite name="o.K" time="{time}"><testcase name="a"/></testsuite>')
        self.assertEqual(reports.from_maven(target).took, {"K": 1003.5})


class Command(unittest.TestCase):
    def run_it(self, *words: str) -> str:
        with contextlib.redirect_stdout(io.StringIO()) as out:
            self.assertEqual(test_command.run(list(words)), 0)
        return out.getvalue()

    def test_help_fits(self) -> None:
        self.assertLessEqual(max(map(len, self.run_it("--help").splitlines())), 80)

    def test_list_names_this_checkouts_features(self) -> None:
        self.assertRegex(self.run_it("--list"), r"(?m)^audit +[1-9]\d* +\d+$")

    def test_no_test_that_ran_is_a_failure_where_some_were_meant(self) -> None:
        with contextlib.redirect_stderr(io.StringIO()):
            self.assertTrue(test_command.verdict(0, Results(passed=3), True, False))
            self.assertTrue(test_command.verdict(1, Results(passed=3), False, False))
            self.assertTrue(test_command.verdict(0, Results(passed=3, skipped=1), False, True))
            self.assertFalse(test_command.verdict(0, Results(passed=3, skipped=1), False, False))

    def test_what_is_quick_and_what_the_caller_says_goes_last(self) -> None:
        run = maven_run.MavenRun(["test"], ["-DargLine=mine"], quick=True)
        self.assertRegex(" ".join(run._arguments), "-DargLine=-XX:.* -DargLine=mine$")
        self.assertNotIn("argLine", " ".join(maven_run.MavenRun(["verify"], [])._arguments))

    def test_a_warning_and_an_error_of_the_compiler_stay_on_the_screen(self) -> None:
        with contextlib.redirect_stderr(io.StringIO()) as said:
            run = maven_run.MavenRun(["test"], [])
            run._line(f"[WARNING] {paths.ROOT}/A.java:[3,4] [removal] old")
            run._line(f"[ERROR] {paths.ROOT}/A.java:[3,4] ';' expected")
            run._line("[WARNING] something of Maven")
        self.assertEqual(said.getvalue().count("A.java"), 2)
        self.assertNotIn("Maven", said.getvalue())


if __name__ == "__main__":
    unittest.main()


class TwoAtOnce(unittest.TestCase):
    def test_the_reports_of_a_run_that_is_at_work_are_left_alone(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            report = root / "target" / "surefire-reports" / "TEST-a.xml"
            report.parent.mkdir(parents=True)
            report.write_text("<testsuite><testcase classname='a' name='b'/></testsuite>", encoding="utf-8")

            @contextlib.contextmanager
            def waits(*_: object):
                self.assertTrue(report.exists(), "while the other has the lock")
                yield
                self.assertFalse(report.exists(), "afterwards it is the run before")

            run = test_command._Run(test_arguments.parse(["--unit", "tier"]),
                                    test_plan.Plan(goal="test", selection=[], own=[], said=[]))
            with mock.patch.object(paths, "ROOT", root), mock.patch.object(test_command.lock, "wait_for", waits), \
                    mock.patch.object(test_command, "MavenRun") as maven:
                maven.return_value.run.return_value = 0
                maven.return_value.downloads = 0.0
                run._server()

    def test_nearly_one_of_ours_is_no_option_of_mavens(self) -> None:
        with self.assertRaisesRegex(Trouble, "no option --unitt. Did you mean --unit?"):
            test_arguments.parse(["--unitt", "key"])
        self.assertEqual(test_arguments.parse(["--offline"]).maven, ["--offline"])
