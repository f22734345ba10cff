//! Light, dark, or as the system says.

use leptos::prelude::*;

use crate::{embed, storage};

/// Where the choice is kept; `boot.js` reads it before anything is painted.
const STORED_AS: &str = "cosell.theme";

/// What the person chose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// Follow the system.
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

impl Theme {
    /// All choices in the order in which they are offered.
    pub const ALL: [Theme; 3] = [Theme::System, Theme::Light, Theme::Dark];

    const fn word(self) -> &'static str {
        match self {
            Theme::System => "system",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }

    /// The catalogue key of its name.
    pub const fn key(self) -> &'static str {
        match self {
            Theme::System => "theme.system",
            Theme::Light => "theme.light",
            Theme::Dark => "theme.dark",
        }
    }
}

/// Provides the choice and keeps the document in step with it.
pub fn provide() {
    let stored = storage::get(STORED_AS).unwrap_or_default();
    let theme = RwSignal::new(Theme::ALL.into_iter().find(|theme| theme.word() == stored).unwrap_or(Theme::System));
    provide_context(theme);
    if embed::is_framed() {
        // The host's theme is on the document already.
        return;
    }
    Effect::new(move |_| {
        let theme = theme.get();
        storage::set(STORED_AS, theme.word());
        if let Some(root) = document().document_element() {
            // The attribute is ours and the value constant: this cannot fail.
            let _ = if theme == Theme::System {
                root.remove_attribute("data-theme")
            } else {
                root.set_attribute("data-theme", theme.word())
            };
        }
    });
}

/// The choice.
pub fn use_theme() -> RwSignal<Theme> {
    use_context().unwrap_or_else(|| RwSignal::new(Theme::System))
}
