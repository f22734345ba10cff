//! What a person types into a wizard, saved on the server as they type: a reload and a second tab lose nothing.

use std::time::Duration;

use contract::api::news::Draft;
use contract::api::path;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::{self, ApiError, Versioned};
use crate::embed;
use crate::i18n::{t, text};
use crate::ui::{Button, Icon, Message, MessageTone, Size};

/// How long typing may rest before it is saved.
const AFTER: Duration = Duration::from_millis(500);
/// How long until the next try when it could not be saved.
const AGAIN: Duration = Duration::from_secs(5);

/// How far saving is.
#[derive(Clone, Debug, PartialEq)]
enum Saving {
    /// Nothing was typed yet.
    Nothing,
    /// On its way.
    OnItsWay,
    /// On the server.
    Saved,
    /// Only here; it is tried again.
    NotSaved,
    /// Another tab saved something else meanwhile: that, with its version.
    Elsewhere(String, String),
}

/// The draft of one wizard.
#[derive(Clone, Copy)]
pub struct Kept {
    address: StoredValue<String>,
    /// What an untouched wizard would save; it is the same as nothing.
    untouched: StoredValue<String>,
    saving: RwSignal<Saving>,
    /// Whether the server was asked: before that nothing is saved over what may be there.
    pub asked: RwSignal<bool>,
    wanted: StoredValue<String>,
    saved: StoredValue<String>,
    sending: StoredValue<String>,
    /// Whether the call that is on its way has met what another tab saved.
    overtaken: StoredValue<bool>,
    etag: StoredValue<String>,
    busy: StoredValue<bool>,
    over: StoredValue<bool>,
    /// Whether somebody typed or pressed something here since what the server has was taken.
    touched: StoredValue<bool>,
    take: Callback<String>,
}

impl Kept {
    /// Reads the draft of a key and gives it to `take`, now and whenever another tab has saved a newer one.
    pub fn open(key: &str, untouched: String, take: Callback<String>) -> Kept {
        let kept = Kept {
            address: StoredValue::new(path::draft(key)),
            untouched: StoredValue::new(untouched),
            saving: RwSignal::new(Saving::Nothing),
            asked: RwSignal::new(false),
            wanted: StoredValue::new(String::new()),
            saved: StoredValue::new(String::new()),
            sending: StoredValue::new(String::new()),
            overtaken: StoredValue::new(false),
            etag: StoredValue::new(String::new()),
            busy: StoredValue::new(false),
            over: StoredValue::new(false),
            touched: StoredValue::new(false),
            take,
        };
        spawn_local(kept.read());
        // The page around a frame warns while something is only here.
        let only_here = StoredValue::new(false);
        Effect::new(move |_| {
            let now = matches!(kept.saving.get(), Saving::OnItsWay | Saving::NotSaved);
            embed::unsaved(only_here.get_value(), now);
            only_here.set_value(now);
        });
        // Another tab may have gone on meanwhile.
        let back = window_event_listener(leptos::ev::focus, move |_| {
            if kept.is_at_rest() {
                spawn_local(kept.read());
            }
        });
        let online = window_event_listener(leptos::ev::online, move |_| kept.save());
        let typed = window_event_listener(leptos::ev::input, move |_| kept.touched.set_value(true));
        let pressed = window_event_listener(leptos::ev::click, move |_| kept.touched.set_value(true));
        // The page goes, maybe for good: what was typed last goes out while it can.
        let leave = window_event_listener_untyped("pagehide", move |_| kept.save_last());
        on_cleanup(move || {
            back.remove();
            online.remove();
            typed.remove();
            pressed.remove();
            leave.remove();
            embed::unsaved(only_here.try_get_value().unwrap_or_default(), false);
            kept.save();
        });
        kept
    }

    fn is_at_rest(self) -> bool {
        !self.busy.get_value() && !self.over.get_value() && self.wanted.get_value() == self.saved.get_value()
    }

    async fn read(self) {
        let Some(address) = self.address.try_get_value() else { return };
        let read = api::get_versioned::<Draft>(&address).await;
        let Ok(Versioned { value, etag }) = read else {
            // The wizard works all the same; the next letter tries again.
            let _ = self.asked.try_set(true);
            return;
        };
        if self.etag.try_set_value(etag).is_some() {
            return;
        }
        let newer = self.saved.get_value() != value.value;
        if newer && self.is_at_rest() {
            self.put(value.value);
        }
        self.asked.set(true);
    }

    /// Takes what the server has for what is typed.
    fn put(self, value: String) {
        self.saved.set_value(value.clone());
        self.wanted.set_value(value.clone());
        self.touched.set_value(false);
        self.saving.set(Saving::Saved);
        if !value.is_empty() {
            self.take.run(value);
        }
    }

    /// Tells what is typed now.
    pub fn typed(self, value: String) {
        if !self.asked.get() {
            return;
        }
        let value = if self.untouched.with_value(|untouched| *untouched == value) { String::new() } else { value };
        if self.wanted.with_value(|wanted| *wanted == value) {
            return;
        }
        self.wanted.set_value(value);
        self.saving.set(Saving::OnItsWay);
        set_timeout(move || self.save(), AFTER);
    }

    /// Saves now what is typed.
    pub fn flush(self) {
        self.save();
    }

    /// Saves what is not saved yet, one call at a time.
    fn save(self) {
        let (Some(wanted), Some(address)) = (self.wanted.try_get_value(), self.address.try_get_value()) else { return };
        let at_rest = wanted == self.saved.get_value() || self.over.get_value();
        let elsewhere = matches!(self.saving.try_get_untracked(), Some(Saving::Elsewhere(..)));
        if at_rest || elsewhere || self.busy.get_value() {
            return;
        }
        self.busy.set_value(true);
        self.sending.set_value(wanted.clone());
        let etag = self.version();
        spawn_local(async move {
            let answer = api::put_lasting::<_, Draft>(&address, &Draft { value: wanted.clone() }, &etag).await;
            let newer = match &answer {
                Err(error) if error.status() == Some(412) => {
                    let _ = self.overtaken.try_set_value(true);
                    api::get_versioned::<Draft>(&address).await.ok()
                }
                _ => None,
            };
            let _ = self.overtaken.try_set_value(false);
            if self.busy.try_set_value(false).is_none() {
                self.answered(wanted, answer, newer);
            }
        });
    }

    /// Saves while the page goes: also what was typed since the last words went out, which are not waited for any more. What
    /// another tab saved meanwhile stays.
    fn save_last(self) {
        if !self.busy.get_value() {
            return self.save();
        }
        let (wanted, address) = (self.wanted.get_value(), self.address.get_value());
        let done = self.over.get_value() || self.overtaken.get_value();
        if !done && wanted != self.sending.get_value() {
            spawn_local(async move {
                // Nobody is left to hear of an answer.
                let _ = api::put_lasting::<_, Draft>(&address, &Draft { value: wanted }, "*").await;
            });
        }
    }

    /// What is known of the version on the server; of a first one nothing is.
    fn version(self) -> String {
        Some(self.etag.get_value()).filter(|etag| !etag.is_empty()).unwrap_or_else(|| "*".to_owned())
    }

    fn answered(self, sent: String, answer: Result<Versioned<Draft>, ApiError>, newer: Option<Versioned<Draft>>) {
        match (answer, newer) {
            (Ok(read), _) => {
                self.etag.set_value(read.etag);
                let _ = self.saving.try_set(Saving::Saved);
                self.saved.set_value(sent);
                self.save();
            }
            (Err(_), Some(read)) if read.value.value == self.saved.get_value() || read.value.value == sent => {
                self.etag.set_value(read.etag);
                self.saved.set_value(read.value.value);
                self.save();
            }
            // Only what the page itself begins with: what somebody typed in another tab is all there is.
            (Err(_), Some(read)) if !self.touched.get_value() => {
                self.etag.set_value(read.etag);
                self.put(read.value.value);
            }
            (Err(_), Some(read)) => {
                let _ = self.saving.try_set(Saving::Elsewhere(read.value.value, read.etag));
            }
            (Err(_), None) => {
                let _ = self.saving.try_set(Saving::NotSaved);
                set_timeout(move || self.save(), AGAIN);
            }
        }
    }

    /// Whether something is on its way to the server.
    pub fn is_saving(self) -> bool {
        self.busy.try_get_value().unwrap_or_default()
    }

    /// Nothing is left to keep: what was typed has been sent.
    pub fn forget(self) {
        // The page may be gone, when something else takes back what it did.
        let (Some(address), Some(etag)) = (self.address.try_get_value(), self.etag.try_get_value()) else { return };
        self.over.set_value(true);
        let _ = self.saving.try_set(Saving::Nothing);
        spawn_local(async move {
            // What stays by mistake is only read again when the same wizard opens.
            let _ = api::delete(&address, if etag.is_empty() { "*" } else { &etag }).await;
        });
    }

    fn choose(self, other: bool) {
        let Saving::Elsewhere(value, etag) = self.saving.get_untracked() else { return };
        self.etag.set_value(etag);
        if other {
            self.put(value);
        } else {
            self.saved.set_value(value);
            self.saving.set(Saving::OnItsWay);
            self.save();
        }
    }
}

/// "Saving", "Saved" or "Not saved"; and the choice when two tabs typed different things.
#[component]
pub fn KeptLine(
    /// The draft.
    kept: Kept,
) -> impl IntoView {
    let line = move || {
        let (icon, key) = match kept.saving.get() {
            Saving::Nothing | Saving::Elsewhere(..) => return None,
            Saving::OnItsWay => ("sync", "draft.saving"),
            Saving::Saved => ("checkmark-circle", "draft.saved"),
            Saving::NotSaved => ("warning", "draft.notSaved"),
        };
        Some(view! { <Icon name=icon/><span>{t(key)}</span> })
    };
    let elsewhere = Memo::new(move |_| matches!(kept.saving.get(), Saving::Elsewhere(..)));
    let actions = move || {
        view! {
            <Button label=text("draft.takeOther") size=Size::Small on_press=move || kept.choose(true)/>
            <Button label=text("draft.keepThis") size=Size::Small on_press=move || kept.choose(false)/>
        }
        .into_any()
    };
    view! {
        <div class="kept" role="status">{line}</div>
        {move || elsewhere.get().then(|| view! {
            <Message tone=MessageTone::Warning actions=actions()>{text("draft.elsewhere")}</Message>
        })}
    }
}
