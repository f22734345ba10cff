//! Draws the rows of the table some at a time, so that no task holds the page up when all of them become known at once.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::lines::Line;
use crate::parts::wait::idle;

/// Rows that are drawn anew in one task.
const PORTION: usize = 10;

/// What makes a row another one to draw.
pub type Face = (String, Option<String>, bool, String);

/// What a row looks like.
pub fn face(line: &Line) -> Face {
    (line.id.clone(), line.target_key(), line.included, format!("{:?}", line.problem))
}

/// The rows to draw now: those that are wanted, as they were until their turn comes.
pub fn in_portions(wanted: Memo<Vec<Line>>) -> RwSignal<Vec<Line>> {
    let drawn = RwSignal::new(Vec::new());
    let goes_on = StoredValue::new(false);
    // Whether there is more to draw; nothing once the page has gone.
    let draw = move || {
        let next = wanted.try_with_untracked(|wanted| drawn.try_with_untracked(|drawn| next(drawn, wanted)))??;
        let more = wanted.try_with_untracked(|wanted| *wanted != next)?;
        drawn.try_set(next).is_none().then_some(more)
    };
    Effect::new(move |_| {
        wanted.track();
        if goes_on.get_value() || draw() != Some(true) {
            return;
        }
        goes_on.set_value(true);
        spawn_local(async move {
            loop {
                idle().await;
                if draw() != Some(true) {
                    break;
                }
            }
            let _ = goes_on.try_set_value(false);
        });
    });
    drawn
}

/// What is wanted, with at most a portion that is not drawn yet; in the place of the others what is drawn of them.
fn next(drawn: &[Line], wanted: &[Line]) -> Vec<Line> {
    let mut left = PORTION;
    let mut row = |line: &Line| {
        let before = drawn.iter().find(|before| before.id == line.id);
        if before.is_some_and(|before| face(before) == face(line)) {
            return Some(line.clone());
        }
        if left > 0 {
            left -= 1;
            return Some(line.clone());
        }
        before.cloned()
    };
    wanted.iter().filter_map(&mut row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(ids: std::ops::Range<usize>, offer: Option<&str>) -> Vec<Line> {
        let line = |id: usize| Line {
            id: id.to_string(),
            name: format!("Solution {id}"),
            solution_id: format!("S-{id}"),
            offer: offer.map(str::to_owned),
            url: None,
            offer_name: offer.unwrap_or_default().to_owned(),
            found: None,
            problem: None,
            included: offer.is_some(),
        };
        ids.map(line).collect()
    }

    #[test]
    fn new_rows_come_a_portion_at_a_time_until_all_are_there() {
        let wanted = lines(0..25, None);
        let first = next(&[], &wanted);
        assert_eq!(first, wanted[..10]);
        let second = next(&first, &wanted);
        assert_eq!(second, wanted[..20]);
        assert_eq!(next(&second, &wanted), wanted);
    }

    #[test]
    fn rows_that_wait_for_their_turn_stay_as_they_were() {
        let (before, after) = (lines(0..25, None), lines(0..25, Some("o")));
        let first = next(&before, &after);
        assert_eq!(first.len(), 25);
        assert_eq!((&first[..10], &first[10..]), (&after[..10], &before[10..]));
    }

    #[test]
    fn a_row_that_leaves_moves_the_others_at_once() {
        let before = lines(0..50, None);
        let mut wanted = lines(0..51, None);
        wanted.remove(3);
        assert_eq!(next(&before, &wanted), wanted);
    }

    #[test]
    fn no_row_is_there_twice() {
        let mut before = lines(0..30, None);
        before.reverse();
        let step = next(&before, &lines(5..40, Some("o")));
        let mut ids: Vec<&str> = step.iter().map(|line| line.id.as_str()).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), step.len());
    }
}
