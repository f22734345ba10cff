//! Small choices kept in the browser. In many frames storage is denied: then a choice lasts as long as the page.

fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}

/// A stored choice.
pub fn get(name: &str) -> Option<String> {
    storage()?.get_item(name).ok().flatten()
}

/// Keeps a choice where the browser lets us.
pub fn set(name: &str, value: &str) {
    if let Some(storage) = storage() {
        // Denied or full: the choice still holds for this page.
        let _ = storage.set_item(name, value);
    }
}

fn storage_of_tab() -> Option<web_sys::Storage> {
    web_sys::window()?.session_storage().ok().flatten()
}

/// A choice of this tab.
pub fn get_for_tab(name: &str) -> Option<String> {
    storage_of_tab()?.get_item(name).ok().flatten()
}

/// Keeps a choice of this tab, which a reload finds again; an empty one is forgotten.
pub fn set_for_tab(name: &str, value: &str) {
    let Some(storage) = storage_of_tab() else { return };
    // Denied or full: the tab then opens the company looked at last, and a text lasts as long as the page.
    // An older one that a fuller storage still holds would come back in its place.
    if value.is_empty() || storage.set_item(name, value).is_err() {
        let _ = storage.remove_item(name);
    }
}

/// Forgets everything of this tab whose name begins so.
pub fn forget_for_tab(prefix: &str) {
    let Some(storage) = storage_of_tab() else { return };
    let names = (0..storage.length().unwrap_or_default()).filter_map(|at| storage.key(at).ok().flatten());
    for name in names.filter(|name| name.starts_with(prefix)).collect::<Vec<_>>() {
        let _ = storage.remove_item(&name);
    }
}
