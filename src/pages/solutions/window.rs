//! Which rows of a long list are in the document: pure geometry, all lengths in CSS pixels.

/// The height of a row; the stylesheet's `--row` is the same.
pub const ROW: f64 = 40.0;
/// The height of a compact row; the stylesheet's `--row-compact` is the same.
pub const COMPACT: f64 = 32.0;
/// Rows kept ready above and below what is in sight.
const SPARE: usize = 5;

/// An opened row with the height of the panel below it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Opened {
    /// Its place in the order, from 0.
    pub at: usize,
    /// The panel's height.
    pub height: f64,
}

/// Where the rows of a list are.
#[derive(Clone, Debug, PartialEq)]
pub struct Layout {
    rows: usize,
    /// The height of one.
    row: f64,
    /// In order of `at`.
    opened: Vec<Opened>,
}

impl Layout {
    /// A list of so many rows of a height, some of them opened.
    pub fn new(rows: usize, row: f64, mut opened: Vec<Opened>) -> Layout {
        opened.retain(|panel| panel.at < rows);
        contract::order::sort_by_key(&mut opened, |panel| panel.at);
        Layout { rows, row, opened }
    }

    /// The upper edge of a row.
    pub fn top(&self, at: usize) -> f64 {
        let panels: f64 = self.opened.iter().filter(|panel| panel.at < at).map(|panel| panel.height).sum();
        at as f64 * self.row + panels
    }

    /// The height of all rows and panels.
    pub fn height(&self) -> f64 {
        self.top(self.rows)
    }

    /// The row at a height; the last one when there is none so far down.
    pub fn at(&self, y: f64) -> usize {
        let mut panels = 0.0;
        for panel in &self.opened {
            let end_of_row = (panel.at + 1) as f64 * self.row + panels;
            if y < end_of_row {
                break;
            }
            if y < end_of_row + panel.height {
                return panel.at;
            }
            panels += panel.height;
        }
        (((y - panels) / self.row).max(0.0) as usize).min(self.rows.saturating_sub(1))
    }

    /// The rows in sight, first and one past the last, of a view at `scroll` with a height.
    pub fn in_sight(&self, scroll: f64, height: f64) -> (usize, usize) {
        if self.rows == 0 {
            return (0, 0);
        }
        (self.at(scroll), self.at((scroll + height - 1.0).max(scroll)) + 1)
    }

    /// The rows to keep in the document.
    pub fn kept(&self, scroll: f64, height: f64) -> (usize, usize) {
        let (first, end) = self.in_sight(scroll, height);
        (first.saturating_sub(SPARE), (end + SPARE).min(self.rows))
    }

    /// How far to scroll so that a row is wholly in sight below the head; `None` when it is.
    pub fn reveal(&self, at: usize, scroll: f64, height: f64) -> Option<f64> {
        let (top, bottom) = (self.top(at), self.top(at) + self.row);
        if top < scroll {
            Some(top)
        } else if bottom > scroll + height {
            Some(bottom - height)
        } else {
            None
        }
    }
}

/// How many row elements a view of this height needs: enough for every scroll position, and one for the focused row.
pub fn pool(height: f64, row: f64) -> usize {
    (height / row).ceil().max(1.0) as usize + 2 * SPARE + 2
}

/// The element for a row. A row keeps its element for as long as it is kept, and the focused row keeps its element always: what
/// would fall on the same one takes the extra element, which is the last. `turn` turns the ring of elements, so that the
/// focused row has the same one in another order of the rows.
pub fn element(at: usize, turn: i64, focused: Option<usize>, pool: usize) -> usize {
    let ring = pool.max(2) - 1;
    let of = |row: usize| (row as i64 + turn).rem_euclid(ring as i64) as usize;
    match focused {
        Some(focused) if focused != at && of(focused) == of(at) => ring,
        _ => of(at),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_and_panels_lie_below_each_other() {
        let layout = Layout::new(10, ROW, vec![Opened { at: 4, height: 100.0 }, Opened { at: 1, height: 50.0 }]);
        assert_eq!(layout.top(1), 40.0);
        assert_eq!(layout.top(2), 130.0);
        assert_eq!(layout.top(5), 350.0);
        assert_eq!(layout.height(), 550.0);
        for row in 0..10 {
            assert_eq!(layout.at(layout.top(row)), row);
            assert_eq!(layout.at(layout.top(row) + ROW - 0.5), row);
        }
        assert_eq!(layout.at(85.0), 1);
        assert_eq!(layout.at(9_999.0), 9);
    }

    #[test]
    fn every_row_in_sight_has_an_element_of_its_own() {
        let layout = Layout::new(1_000, ROW, vec![]);
        let pool = pool(600.0, ROW);
        for scroll in (0..39_400).step_by(37) {
            let (first, end) = layout.kept(f64::from(scroll), 600.0);
            for focused in [None, Some(0), Some(first), Some(end - 1), Some(999)] {
                let mut rows: Vec<usize> = (first..end).collect();
                rows.extend(focused.filter(|row| !(first..end).contains(row)));
                let mut used: Vec<usize> = rows.iter().map(|row| element(*row, -7, focused, pool)).collect();
                used.sort_unstable();
                let all = used.len();
                used.dedup();
                assert_eq!(used.len(), all, "scroll {scroll}, focused {focused:?}");
                assert!(used.iter().all(|element| *element < pool));
            }
        }
    }

    #[test]
    fn compact_rows_are_more_rows() {
        let layout = Layout::new(100, COMPACT, vec![Opened { at: 0, height: 64.0 }]);
        assert_eq!(layout.top(2), 128.0);
        assert_eq!(layout.height(), 3_264.0);
        assert_eq!(layout.at(100.0), 1);
        assert!(pool(600.0, COMPACT) > pool(600.0, ROW));
    }

    #[test]
    fn a_focused_row_that_moves_keeps_its_element() {
        let pool = pool(600.0, ROW);
        for (before, now) in [(2, 57), (57, 2), (0, 999)] {
            let turn = before as i64 - now as i64;
            assert_eq!(element(now, turn, Some(now), pool), element(before, 0, Some(before), pool));
        }
    }

    #[test]
    fn a_row_out_of_sight_is_scrolled_to_by_the_shortest_way() {
        let layout = Layout::new(100, ROW, vec![]);
        assert_eq!(layout.reveal(5, 0.0, 400.0), None);
        assert_eq!(layout.reveal(20, 0.0, 400.0), Some(440.0));
        assert_eq!(layout.reveal(2, 200.0, 400.0), Some(80.0));
    }

    #[test]
    fn an_empty_list_has_no_rows() {
        assert_eq!(Layout::new(0, ROW, vec![]).kept(0.0, 500.0), (0, 0));
    }
}
