//! Text columns of all rows in a few large blocks: no allocation a row, neighbours in memory are neighbours in the list, and nothing long is ever
//! moved at once.

use std::ops::Range;

/// A block's place is the upper part of an address, the place within the block the lower: blocks of 256 KiB.
const BLOCK_BITS: u32 = 18;
const BLOCK_BYTES: usize = 1 << BLOCK_BITS;
/// Rows that are looked at with each change while sparse blocks are emptied, so that it ends long before as much is wasted again.
const TIDIED_PER_CHANGE: usize = 8;

/// `N` text fields for each row number.
#[derive(Debug, Default)]
pub struct Arena<const N: usize> {
    blocks: Vec<Block>,
    /// The block that new text goes to.
    open: usize,
    /// Places in `blocks` that hold nothing.
    free: Vec<usize>,
    rows: Vec<Span<N>>,
    /// Bytes in all blocks, and those of them that rows point to.
    used: usize,
    live: usize,
    /// While sparse blocks are emptied: the next row to look at.
    tidying: Option<usize>,
}

#[derive(Debug, Default)]
struct Block {
    text: String,
    /// Bytes that rows point to.
    live: usize,
    /// Whether its rows move to the open block.
    leaving: bool,
}

/// The address where a row's text begins, and where each of its fields ends, counted from there.
#[derive(Clone, Copy, Debug)]
struct Span<const N: usize> {
    address: u32,
    ends: [u32; N],
}

impl<const N: usize> Span<N> {
    const EMPTY: Span<N> = Span { address: 0, ends: [0; N] };

    fn block(&self) -> usize {
        (self.address >> BLOCK_BITS) as usize
    }

    fn start(&self) -> usize {
        self.address as usize % BLOCK_BYTES
    }

    fn len(&self) -> usize {
        self.ends.last().map_or(0, |end| *end as usize)
    }

    fn whole(&self) -> Range<usize> {
        self.start()..self.start() + self.len()
    }

    fn field(&self, field: usize) -> Range<usize> {
        let from = field.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |end| *end as usize);
        let to = self.ends.get(field).map_or(0, |end| *end as usize);
        self.start() + from..self.start() + to
    }
}

impl<const N: usize> Arena<N> {
    /// One field of a row; empty for a row that was never put.
    #[inline]
    pub fn field(&self, row: u32, field: usize) -> &str {
        self.rows.get(row as usize).and_then(|span| self.text(span).get(span.field(field))).unwrap_or_default()
    }

    /// All fields of a row, joined.
    #[inline]
    pub fn whole(&self, row: u32) -> &str {
        self.rows.get(row as usize).and_then(|span| self.text(span).get(span.whole())).unwrap_or_default()
    }

    /// The block of a row and the place of its fields, joined, within it.
    #[inline]
    pub fn place(&self, row: u32) -> (&[u8], Range<usize>) {
        self.rows.get(row as usize).map_or((&[], 0..0), |span| (self.text(span).as_bytes(), span.whole()))
    }

    /// Replaces a row's fields.
    pub fn put(&mut self, row: u32, fields: [&str; N]) {
        self.clear(row);
        let open = self.room_for(fields.iter().map(|field| field.len()).sum());
        let Some(block) = self.blocks.get_mut(open) else { return };
        let start = block.text.len();
        let ends = fields.map(|field| {
            block.text.push_str(field);
            (block.text.len() - start) as u32
        });
        let span = Span { address: address(open, start), ends };
        block.live += span.len();
        self.live += span.len();
        self.used += span.len();
        let index = row as usize;
        if index >= self.rows.len() {
            self.rows.resize(index + 1, Span::EMPTY);
        }
        if let Some(place) = self.rows.get_mut(index) {
            *place = span;
        }
    }

    /// Forgets a row's fields.
    pub fn clear(&mut self, row: u32) {
        if let Some(span) = self.rows.get_mut(row as usize) {
            let old = std::mem::replace(span, Span::EMPTY);
            self.release(old.block(), old.len());
        }
        if self.tidying.is_none() && self.used - self.live > BLOCK_BYTES.max(self.used / 4) {
            for block in &mut self.blocks {
                block.leaving = block.text.len() - block.live > block.text.len() / 8;
            }
            self.tidying = Some(0);
        }
        self.tidy(TIDIED_PER_CHANGE);
    }

    /// Whether sparse blocks are being emptied.
    pub fn is_tidying(&self) -> bool {
        self.tidying.is_some()
    }

    /// Looks at so many more rows and moves those that stand in sparse blocks.
    pub fn tidy(&mut self, rows: usize) {
        let Some(from) = self.tidying else { return };
        let to = from.saturating_add(rows).min(self.rows.len());
        for index in from..to {
            let Some(span) = self.rows.get(index).copied() else { break };
            if span.len() > 0 && self.blocks.get(span.block()).is_some_and(|block| block.leaving) {
                self.move_row(index, span);
            }
        }
        self.tidying = (to < self.rows.len()).then_some(to);
    }

    /// Makes room for so many rows in all; their text is given room when it comes.
    pub fn reserve(&mut self, rows: usize) {
        self.rows.reserve(rows.saturating_sub(self.rows.len()));
    }

    /// Bytes held.
    pub fn memory(&self) -> usize {
        self.blocks.iter().map(|block| block.text.capacity()).sum::<usize>()
            + self.rows.capacity() * size_of::<Span<N>>()
    }

    #[inline]
    fn text(&self, span: &Span<N>) -> &str {
        self.blocks.get(span.block()).map_or("", |block| block.text.as_str())
    }

    fn move_row(&mut self, index: usize, span: Span<N>) {
        let open = self.room_for(span.len());
        // Taken out, because two blocks cannot be borrowed at once.
        let mut text = self.blocks.get_mut(open).map(|block| std::mem::take(&mut block.text)).unwrap_or_default();
        let start = text.len();
        text.push_str(self.text(&span).get(span.whole()).unwrap_or_default());
        if let Some(block) = self.blocks.get_mut(open) {
            block.text = text;
            block.live += span.len();
        }
        self.live += span.len();
        self.used += span.len();
        if let Some(place) = self.rows.get_mut(index) {
            place.address = address(open, start);
        }
        self.release(span.block(), span.len());
    }

    /// The open block, or a new one when the open one is full or to be emptied. A longer text than a block gets a block of its own.
    fn room_for(&mut self, bytes: usize) -> usize {
        let fits = |block: &Block| {
            let len = block.text.len();
            // A start beyond the lower part of an address could not be told from another block.
            !block.leaving && len < BLOCK_BYTES && len + bytes <= block.text.capacity()
        };
        if !self.blocks.get(self.open).is_some_and(fits) {
            let full = self.open;
            self.open = self.free.pop().unwrap_or(self.blocks.len());
            let block = Block { text: String::with_capacity(bytes.max(BLOCK_BYTES)), live: 0, leaving: false };
            match self.blocks.get_mut(self.open) {
                Some(place) => *place = block,
                None => self.blocks.push(block),
            }
            // The block that was open may have lost its last row before.
            self.release(full, 0);
        }
        self.open
    }

    /// Bytes of a block are wasted now; a block without rows is given back.
    fn release(&mut self, block: usize, bytes: usize) {
        self.live -= bytes;
        let Some(place) = self.blocks.get_mut(block) else { return };
        place.live -= bytes;
        if place.live == 0 && place.text.capacity() > 0 && block != self.open {
            self.used -= place.text.len();
            *place = Block::default();
            self.free.push(block);
        }
    }
}

fn address(block: usize, start: usize) -> u32 {
    (block << BLOCK_BITS | start) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn replaced_text_is_read_and_old_text_goes_away() {
        let mut arena = Arena::<2>::default();
        arena.put(1, ["one", "é"]);
        arena.put(0, ["", "zero"]);
        let long = "x".repeat(3 * BLOCK_BYTES);
        arena.put(2, ["long", &long]);
        for n in 0..200_000 {
            arena.put(1, ["again and again", &n.to_string()]);
        }
        assert_eq!((arena.field(1, 0), arena.field(1, 1)), ("again and again", "199999"));
        assert_eq!((arena.field(0, 0), arena.field(0, 1), arena.whole(0)), ("", "zero", "zero"));
        assert!(arena.field(2, 1) == long && arena.field(2, 0) == "long");
        assert_eq!(arena.field(9, 0), "");
        arena.clear(2);
        arena.clear(1);
        assert_eq!((arena.whole(1), arena.whole(0)), ("", "zero"));
        assert!(arena.memory() < 4 * BLOCK_BYTES, "{} bytes", arena.memory());
    }

    #[test]
    fn rows_are_read_and_changed_while_they_move() {
        const ROWS: usize = 20_000;
        let mut arena = Arena::<1>::default();
        let text = |row: usize, round: usize| format!("row {row} of round {round} {}", "x".repeat(row % 50));
        let mut expected: Vec<String> = (0..ROWS).map(|row| text(row, 0)).collect();
        expected.iter().zip(0..).for_each(|(text, row)| arena.put(row, [text]));
        let (mut tidying, mut row) = (0, 1);
        for round in 1..60_000 {
            row = row * 48_271 % 20_011 % ROWS;
            expected[row] = if round % 7 == 0 { String::new() } else { text(row, round) };
            if round % 7 == 0 {
                arena.clear(row as u32)
            } else {
                arena.put(row as u32, [&expected[row]])
            }
            tidying += usize::from(arena.is_tidying());
            if round % 2_000 == 0 {
                assert!(expected.iter().zip(0..).all(|(text, row)| arena.whole(row) == text));
            }
        }
        assert!(tidying > 1_000);
        arena.tidy(usize::MAX);
        assert!(!arena.is_tidying() && expected.iter().zip(0..).all(|(text, row)| arena.field(row, 0) == text));
        let bytes: usize = expected.iter().map(String::len).sum();
        assert_eq!(arena.live, bytes);
        assert_eq!(arena.used, arena.blocks.iter().map(|block| block.text.len()).sum::<usize>());
        assert!(arena.used < bytes * 3 / 2 + BLOCK_BYTES);
    }
}
