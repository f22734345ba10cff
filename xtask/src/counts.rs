//! Reads how many tests passed and failed from what the test runners print or write.

use std::ops::AddAssign;

use serde_json::Value;

/// How many tests passed and failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Passed.
    pub passed: u64,
    /// Failed.
    pub failed: u64,
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

impl Counts {
    /// A check without tests of its own, such as formatting, counts as one.
    pub fn check(success: bool) -> Self {
        Self { passed: u64::from(success), failed: u64::from(!success) }
    }

    /// Adds up the result lines of Rust's test runner, which the browser's test runner prints too.
    pub fn of_result_lines(output: &str) -> Self {
        let mut counts = Self::default();
        for line in output.lines() {
            // A test's own output without a line end may stand before it.
            let Some((_, result)) = line.split_once("test result: ") else {
                continue;
            };
            counts += Self { passed: number_before(result, " passed"), failed: number_before(result, " failed") };
        }
        counts
    }

    /// The numbers of Playwright's JSON report. A flaky test passed at last; it is the caller's to say so.
    pub fn of_playwright(report: &str) -> Result<(Self, u64), String> {
        let report: Value =
            serde_json::from_str(report).map_err(|error| format!("Playwright's report is not JSON: {error}."))?;
        let number = |name: &str| report.get("stats").and_then(|stats| stats.get(name)).and_then(Value::as_u64);
        let (Some(expected), Some(unexpected)) = (number("expected"), number("unexpected")) else {
            return Err("Playwright's report has no counts.".to_owned());
        };
        let flaky = number("flaky").unwrap_or_default();
        // Errors outside any test, such as a file that does not load.
        let outside = report.get("errors").and_then(Value::as_array).map_or(0, |errors| errors.len() as u64);
        Ok((Self { passed: expected + flaky, failed: unexpected + outside }, flaky))
    }

    /// Holds the counts against the exit code: a failure that no test shows counts as one, and so does a run of no test.
    pub fn confirmed_by(self, success: bool) -> Self {
        let unexplained = !success && self.failed == 0;
        let empty = self.passed + self.failed == 0;
        if unexplained || empty { Self { failed: self.failed + 1, ..self } } else { self }
    }
}

/// The number that stands right before the word: `12` in `ok. 12 passed; 0 failed`.
fn number_before(text: &str, word: &str) -> u64 {
    let digits =
        |before: &str| before.rsplit(|c: char| !c.is_ascii_digit()).next().and_then(|digits| digits.parse().ok());
    text.split_once(word).and_then(|(before, _)| digits(before)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn result_lines_of_several_runs_add_up() {
        let output = "running 2 tests\ntest result: ok. 12 passed; 0 failed; 1 ignored; 0 measured\n\
                      noise test result: FAILED. 3 passed; 2 failed; 0 ignored\n12 passed in a sentence\n";
        assert_eq!(Counts::of_result_lines(output), Counts { passed: 15, failed: 2 });
    }

    #[test]
    fn playwright_counts_flaky_as_passed_and_load_errors_as_failed() {
        let report = r#"{"errors":[{}],"stats":{"expected":7,"unexpected":1,"flaky":2,"skipped":4}}"#;
        assert_eq!(Counts::of_playwright(report), Ok((Counts { passed: 9, failed: 2 }, 2)));
        assert!(Counts::of_playwright("{}").is_err());
        assert!(Counts::of_playwright("<html>").is_err());
    }

    #[test]
    fn the_exit_code_has_the_last_word() {
        let some = Counts { passed: 3, failed: 0 };
        assert_eq!(some.confirmed_by(true), some);
        assert_eq!(some.confirmed_by(false).failed, 1, "a compile error in a later test file");
        assert_eq!(Counts::default().confirmed_by(true).failed, 1, "a run of no test is no success");
        assert_eq!(Counts { passed: 0, failed: 2 }.confirmed_by(false).failed, 2);
    }
}
