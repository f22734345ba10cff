//! The random numbers of the sample: the same seed gives the same file for ever.

/// SplitMix64 (Steele, Lea, Flood 2014), written out here because `rand` does not promise that a seed means the same
/// numbers in its next version, and because a sample needs neither secrecy nor a long period.
#[derive(Clone, Debug)]
pub struct Random {
    state: u64,
}

impl Random {
    /// Numbers for one part of the sample. Each part has its own stream, so that a longer list of one thing leaves all others as they were.
    pub fn new(seed: u64, part: &str) -> Self {
        // FNV-1a spreads the part's name over 64 bits.
        let hash = part
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
        let mut random = Random { state: hash };
        random.state = random.next().wrapping_add(seed);
        random
    }

    /// The next 64 bits.
    pub fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from 0 to `n - 1`; 0 when `n` is 0.
    pub fn below(&mut self, n: u32) -> u32 {
        // The upper half of a 32 by 32 bit product lies below `n`, so the cast loses nothing.
        (((self.next() >> 32) * u64::from(n)) >> 32) as u32
    }

    /// A number from `low` to `high`, both included.
    pub fn between(&mut self, low: u32, high: u32) -> u32 {
        low + self.below(high.saturating_sub(low) + 1)
    }

    /// True in `percent` of 100 cases.
    pub fn chance(&mut self, percent: u32) -> bool {
        self.below(100) < percent
    }

    /// One of a list that is not empty.
    pub fn pick<'a, T: ?Sized>(&mut self, list: &[&'a T]) -> &'a T {
        list[self.below(list.len() as u32) as usize]
    }

    /// One of a list that is not empty, each as often as its weight says.
    pub fn weighted<T: Copy>(&mut self, list: &[(T, u32)]) -> T {
        let mut left = self.below(list.iter().map(|(_, weight)| weight).sum());
        for (value, weight) in list {
            if left < *weight {
                return *value;
            }
            left -= weight;
        }
        list[0].0
    }

    /// `count` different ones of a list, in the order of the list; all when there are not as many.
    pub fn some<'a, T: ?Sized>(&mut self, list: &[&'a T], count: u32) -> Vec<&'a T> {
        let mut wanted = count;
        let mut left = list.len() as u32;
        let mut chosen = Vec::with_capacity(count as usize);
        for value in list {
            if self.below(left) < wanted {
                chosen.push(*value);
                wanted -= 1;
            }
            left -= 1;
        }
        chosen
    }

    /// A random GUID (RFC 9562, version 4), lower case with hyphens.
    pub fn guid(&mut self) -> String {
        let high = (self.next() & 0xffff_ffff_ffff_0fff) | 0x4000;
        let low = (self.next() & 0x3fff_ffff_ffff_ffff) | 0x8000_0000_0000_0000;
        let (a, b, c) = (high >> 32, (high >> 16) & 0xffff, high & 0xffff);
        format!("{a:08x}-{b:04x}-{c:04x}-{:04x}-{:012x}", low >> 48, low & 0xffff_ffff_ffff)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_are_those_of_the_published_algorithm() {
        let mut random = Random { state: 1_234_567 };
        assert_eq!(random.next(), 6_457_827_717_110_365_317);
        assert_eq!(random.next(), 3_203_168_211_198_807_973);
    }

    #[test]
    fn choices_stay_in_their_bounds() {
        let mut random = Random::new(7, "bounds");
        for _ in 0..1_000 {
            assert!(random.below(3) < 3);
            assert!((2..=4).contains(&random.between(2, 4)));
            assert_eq!(random.weighted(&[(1, 0), (2, 5)]), 2);
        }
        assert_eq!(random.below(0), 0);
        assert_eq!(random.some(&["a", "b", "c"], 5), ["a", "b", "c"]);
        assert_eq!(random.some(&["a", "b", "c"], 2).len(), 2);
    }

    #[test]
    fn parts_and_seeds_differ() {
        let first = |seed, part| Random::new(seed, part).next();
        assert_ne!(first(1, "a"), first(1, "b"));
        assert_ne!(first(1, "a"), first(2, "a"));
    }
}
