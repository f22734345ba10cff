//! One step of a check: a headline, what it ran, how long it took, and what counted.

use std::time::Instant;

use crate::counts::Counts;

/// A step that a person can choose by name.
pub struct Step {
    /// For `--only`.
    pub name: &'static str,
    /// For the headline.
    pub about: &'static str,
    /// Runs it; an error is a step that could not run.
    pub run: fn() -> Result<Counts, String>,
}

/// Runs the steps one after the other, whatever fails, and adds up.
pub fn run_all(steps: &[&Step]) -> Counts {
    let mut total = Counts::default();
    for step in steps {
        println!("\n== {}: {}", step.name, step.about);
        let start = Instant::now();
        let counts = (step.run)().unwrap_or_else(|sentence| {
            println!("{sentence}");
            Counts::check(false)
        });
        let seconds = start.elapsed().as_secs_f64();
        println!("== {}: {} passed, {} failed in {seconds:.1} s", step.name, counts.passed, counts.failed);
        total += counts;
    }
    total
}
