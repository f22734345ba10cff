//! The name of what somebody wants done, so that sending it twice has one effect.

/// A key that names one intent, so that sending it twice has one effect.
#[derive(Clone, Debug)]
pub struct Intent(pub(super) String);

impl Intent {
    /// A new one: make it when the person decides, keep it for every retry.
    pub fn new() -> Intent {
        let mut digits = String::with_capacity(24);
        while digits.len() < 24 {
            digits.push_str(&format!("{:x}", (js_sys::Math::random() * 4_294_967_296.0) as u32));
        }
        Intent(format!("{digits}-{}", js_sys::Date::now() as u64))
    }

    /// One that is known by its name, so that it is the same after a reload.
    pub fn named(name: String) -> Intent {
        Intent(name)
    }

    /// A name for several calls that belong together, at most 40 characters.
    pub fn bundle(&self) -> String {
        self.0.chars().take(32).collect()
    }
}

impl Default for Intent {
    fn default() -> Self {
        Intent::new()
    }
}
