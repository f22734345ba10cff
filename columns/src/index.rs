//! From a text to the number under which it is kept: open addressing over numbers alone, because the texts stand in their column already.

/// A free place.
const FREE: u32 = u32::MAX;
/// A place that was taken once, so that looking goes on behind it.
const GONE: u32 = u32::MAX - 1;

/// Numbers by text. Whoever owns the texts passes them in.
#[derive(Debug, Default)]
pub struct TextIndex {
    /// A power of two of places, or none.
    places: Vec<u32>,
    /// Places that are not free: numbers and traces of numbers.
    used: usize,
    /// Numbers.
    kept: usize,
}

impl TextIndex {
    /// The number kept for `text`.
    #[inline]
    pub fn find<'a>(&self, text: &str, text_of: impl Fn(u32) -> &'a str) -> Option<u32> {
        self.probe(text, text_of).and_then(|place| self.places.get(place).copied())
    }

    /// Keeps a number under a text that has none yet.
    pub fn insert<'a>(&mut self, text: &str, number: u32, text_of: impl Fn(u32) -> &'a str) {
        // At most three quarters are used, so that runs stay short and looking always ends at a free place.
        if (self.used + 1) * 4 > self.places.len() * 3 {
            self.rebuild(self.kept + 1, text_of);
        }
        self.place(text, number);
        self.kept += 1;
    }

    /// Forgets the number of a text.
    pub fn remove<'a>(&mut self, text: &str, text_of: impl Fn(u32) -> &'a str) {
        let place = self.probe(text, text_of);
        if let Some(place) = place.and_then(|place| self.places.get_mut(place)) {
            *place = GONE;
            self.kept -= 1;
        }
    }

    /// Makes room for so many numbers in all.
    pub fn reserve<'a>(&mut self, numbers: usize, text_of: impl Fn(u32) -> &'a str) {
        if numbers * 3 / 2 > self.places.len() {
            self.rebuild(numbers, text_of);
        }
    }

    /// Bytes held.
    pub fn memory(&self) -> usize {
        self.places.capacity() * 4
    }

    fn probe<'a>(&self, text: &str, text_of: impl Fn(u32) -> &'a str) -> Option<usize> {
        let mask = self.places.len().checked_sub(1)?;
        let mut place = hash(text) as usize & mask;
        loop {
            match self.places.get(place).copied() {
                None | Some(FREE) => return None,
                Some(GONE) => {}
                Some(number) if text_of(number) == text => return Some(place),
                Some(_) => {}
            }
            place = (place + 1) & mask;
        }
    }

    fn place(&mut self, text: &str, number: u32) {
        let Some(mask) = self.places.len().checked_sub(1) else { return };
        let mut place = hash(text) as usize & mask;
        while let Some(taken) = self.places.get_mut(place) {
            if *taken == FREE {
                *taken = number;
                self.used += 1;
                return;
            }
            place = (place + 1) & mask;
        }
    }

    fn rebuild<'a>(&mut self, numbers: usize, text_of: impl Fn(u32) -> &'a str) {
        let size = (numbers * 3 / 2).next_power_of_two().max(16);
        let old = std::mem::replace(&mut self.places, vec![FREE; size]);
        self.used = 0;
        for number in old.into_iter().filter(|number| *number < GONE) {
            self.place(text_of(number), number);
        }
    }
}

/// Eight bytes a step, multiplied and folded; ids are made by our server, so nobody gains from making them collide.
fn hash(text: &str) -> u32 {
    const ODD: u64 = 0x9E37_79B9_7F4A_7C15;
    let (steps, rest) = text.as_bytes().as_chunks::<8>();
    let mut last = [0; 8];
    last.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
    let mixed = steps.iter().chain([&last]).fold(text.len() as u64, |sum, step| {
        let product = (sum ^ u64::from_le_bytes(*step)).wrapping_mul(ODD);
        product ^ product >> 32
    });
    mixed as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_kept_is_found_through_growth_and_removal() {
        let texts: Vec<String> = (0..5_000).map(|n| format!("solution-{n}")).collect();
        let text_of = |n: u32| texts[n as usize].as_str();
        let mut index = TextIndex::default();
        assert_eq!(index.find("solution-1", text_of), None);
        for round in 0..3 {
            for (n, text) in texts.iter().enumerate() {
                index.insert(text, n as u32, text_of);
            }
            for (n, text) in texts.iter().enumerate() {
                assert_eq!(index.find(text, text_of), Some(n as u32), "round {round}");
            }
            for text in &texts {
                index.remove(text, text_of);
                assert_eq!(index.find(text, text_of), None);
            }
        }
        assert!(index.memory() <= 4 * 16_384);
    }
}
