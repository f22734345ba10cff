//! "Import CSPs": a file of resellers, previewed by kind, and written exactly as it was shown.

mod file;
mod review;

use contract::api::audience::ListMode;
use contract::api::import::{FILE_BYTES_MAX, ROWS_MAX};
use contract::csv::encoding::FileEncoding;
use contract::csv::separator::Separator;
use leptos::prelude::*;

use super::dialogs::Over;
use super::may::may_write;
use crate::i18n::{self, file_size, said, t, text, tf, tn};
use crate::pages::import::columns::choices;
use crate::pages::import::words::{encoding_name, separator_name};
use crate::parts::list_mode::list_mode;
use crate::ui::{Button, Dialog, DialogSize, Dropzone, Field, Message, MessageTone, Select, Size, Variant, live};
use file::Given;

/// The dialog.
pub fn import(over: Over) -> AnyView {
    let given = Given::none(over);
    let may = may_write(over.audience);
    let refusal = Signal::derive(move || may.get().or_else(|| given.refusal()));
    let busy = Signal::derive(move || given.writing.get() || given.reading.get());
    // Problems are worded by the server, so another language asks for them again.
    Effect::new(move |before: Option<contract::locale::Locale>| {
        let now = i18n::locale();
        if before.is_some_and(|before| before != now) {
            given.change(|_| ());
        }
        now
    });
    let close = Callback::new(move |()| {
        if !given.writing.get_untracked() {
            over.close.run(());
        }
    });
    let actions = view! {
        <Button label=text("confirm.cancel") on_press=close/>
        <Button label=said(move || confirm_words(given)) variant=Variant::Primary busy=busy refusal=refusal
            on_press=move || given.confirm()/>
    }
    .into_any();
    view! {
        <Dialog title=text("resell.import") close=text("dialog.close") size=DialogSize::Wide on_close=close
            dirty=Signal::derive(move || given.name.with(Option::is_some)) actions=actions>
            {live(move || may.get().map(|why| view! { <Message tone=MessageTone::Warning>{why}</Message> }))}
            <div class="list-import" data-given=Signal::derive(move || given.name.with(Option::is_some).then_some("true"))>
            {list_mode("resell-import-mode", given.settings.with_untracked(|settings| settings.mode), Callback::new(move |mode| given.change(|settings| settings.mode = mode)))}
            <Dropzone label=text("import.drop") choose=text("import.drop.choose") help=said_limits() accept=".csv,.txt,.tsv,text/csv"
                disabled=given.writing on_file=Callback::new(move |file| given.take(file))/>
            <p class="muted list-import__columns">{text("resellImport.columns")}</p>
            {state(given)}
            {live(move || given.preview.get().map(|preview| review::review(given, preview)))}
            {live(move || given.name.with(Option::is_some).then(|| how_read(given)))}
            </div>
        </Dialog>
    }
    .into_any()
}

fn said_limits() -> Signal<Option<String>> {
    Signal::derive(move || {
        let args = [("rows", ROWS_MAX.into()), ("size", file_size(FILE_BYTES_MAX).into())];
        Some(tf("import.drop.help", &args))
    })
}

/// What the button will do, with how many.
fn confirm_words(given: Given) -> String {
    let mode = given.settings.with(|settings| settings.mode);
    given.preview.with(|preview| match (preview, mode) {
        (Some(preview), ListMode::Replace) if preview.counts.added + preview.counts.removed > 0 => {
            let (added, removed) = (i18n::number(preview.counts.added), i18n::number(preview.counts.removed));
            tf("resellImport.replace", &[("added", added.into()), ("removed", removed.into())])
        }
        (Some(preview), ListMode::Add) if preview.counts.added > 0 => tn("resellImport.add", preview.counts.added),
        _ => t("resell.import"),
    })
}

/// Which file it is, what happens with it, and what went wrong.
fn state(given: Given) -> AnyView {
    let line = said(move || match (given.reading.get(), given.name.get()) {
        (true, _) => match given.seen_rows.get() {
            0 => t("resellImport.reading"),
            rows => tn("import.reading.count", rows),
        },
        (false, Some(name)) => tf("resellImport.file", &[("name", name.into())]),
        (false, None) => String::new(),
    });
    view! {
        <p class="list-import__file" role="status">{line}</p>
        {live(move || given.stale.get().then(|| view! { <Message tone=MessageTone::Warning>{text("resellImport.stale")}</Message> }))}
        {live(move || given.problem.get().map(|why| {
            let again = given.name.with_untracked(Option::is_some).then(|| {
                view! { <Button label=text("load.tryAgain") size=Size::Small on_press=move || given.again()/> }.into_any()
            });
            view! { <Message tone=MessageTone::Error actions=again.unwrap_or_else(|| ().into_any())>{why}</Message> }
        }))}
    }
    .into_any()
}

/// "File encoding" and separator: found, shown, changeable.
fn how_read(given: Given) -> AnyView {
    let encoding = Memo::new(move |_| {
        let found = given.preview.with(|preview| preview.as_ref().map(|preview| preview.encoding));
        given.settings.with(|settings| settings.encoding).or(found).unwrap_or(FileEncoding::Utf8)
    });
    let separator = Memo::new(move |_| {
        let found = given.preview.with(|preview| preview.as_ref().map(|preview| preview.separator));
        given.settings.with(|settings| settings.separator).or(found).unwrap_or(Separator::Comma)
    });
    let encodings = Signal::derive(move || {
        let found = given.settings.with(|settings| settings.encoding.is_none()).then(|| encoding.get());
        choices(FileEncoding::ALL, FileEncoding::word, encoding_name, found)
    });
    let separators = Signal::derive(move || {
        let found = given.settings.with(|settings| settings.separator.is_none()).then(|| separator.get());
        choices(Separator::ALL, Separator::word, separator_name, found)
    });
    view! {
        <div class="import__settings">
            <Field label=text("import.encoding") help=text("import.encoding.help")>
                <Select value=Signal::derive(move || encoding.get().word().to_owned()) choices=encodings
                    on_choose=Callback::new(move |word: String| given.change(|settings| settings.encoding = FileEncoding::from_word(&word)))/>
            </Field>
            <Field label=text("import.separator") help=text("import.separator.help")>
                <Select value=Signal::derive(move || separator.get().word().to_owned()) choices=separators
                    on_choose=Callback::new(move |word: String| given.change(|settings| settings.separator = Separator::from_word(&word)))/>
            </Field>
        </div>
    }
    .into_any()
}
