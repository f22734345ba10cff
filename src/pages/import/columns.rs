//! The second step: how the file was read, and which of its columns is which of ours; each change reads it again.

use contract::api::import::{FileColumn, ImportKind, ImportSettings, Reading};
use contract::csv::encoding::FileEncoding;
use contract::csv::header::Column;
use contract::csv::separator::Separator;
use contract::route::Route;
use leptos::prelude::*;

use super::mapping::{ByHand, as_chosen, doubled, unclear};
use super::notes::NoteOfStep;
use super::state::{Doing, ImportPage, Step};
use super::unfinished::DeleteButton;
use super::upload::FileBar;
use super::words::{column_name, encoding_name, listed, separator_name};
use crate::i18n::{said, t, text, tf};
use crate::ui::{Button, Card, Choice, Field, Icon, Level, Message, MessageTone, Select, Variant, live};

/// The step.
#[component]
pub fn ColumnsStep(
    /// The page.
    page: ImportPage,
) -> impl IntoView {
    let settings = page.job.with_untracked(|job| job.as_ref().map(|job| job.settings.clone())).unwrap_or_default();
    let by_hand = RwSignal::new(ByHand::kept(&settings));
    keep_choices(page, by_hand);
    let busy = Memo::new(move |_| matches!(page.doing.get(), Doing::Reading(_)));
    let failure = Memo::new(move |_| {
        let unreadable = page.doing.get() == Doing::Unreadable;
        page.job.with(|job| job.as_ref().and_then(|job| job.failure.clone())).filter(|_| unreadable)
    });
    let missing = Memo::new(move |_| unassigned(page));
    let refusal = Signal::derive(move || {
        let missing = missing.get();
        if page.doing.get() == Doing::Unreadable {
            Some(t("import.columns.unreadable"))
        } else {
            (!missing.is_empty()).then(|| tf("import.columns.missing", &[("columns", listed(missing).into())]))
        }
    });
    view! {
        <h2 class="import__title" tabindex="-1">{text("import.columns.title")}</h2>
        <NoteOfStep page/>
        {live(move || failure.get().map(|sentence| view! { <Message tone=MessageTone::Error>{sentence}</Message> }))}
        <FileBar page/>
        <HowRead page busy/>
        <Mappings page by_hand missing/>
        <div class="import__actions">
            <DeleteButton page/>
            {live(move || failure.with(Option::is_some).then(|| view! {
                <a class="button" href=Route::Import { job: None }.href()>{text("import.another")}</a>
            }))}
            <Button label=text("import.continue") variant=Variant::Primary busy=busy refusal=refusal
                on_press=move || page.look_at(Step::Review)/>
        </div>
    }
}

/// Names of our columns that the person has to assign; worded here, so that they follow the language.
fn unassigned(page: ImportPage) -> Vec<String> {
    let kind = page.kind.get();
    let of = |reading: &Reading| {
        let ids = if reading.missing.is_empty() { Vec::new() } else { unclear(kind, &reading.columns) };
        // Should the server see something that we do not, its words count.
        if ids.is_empty() { reading.missing.clone() } else { ids.into_iter().map(|id| column_name(kind, id)).collect() }
    };
    page.reading.with(|reading| reading.as_ref().map(of)).unwrap_or_default()
}

/// After the file was read in another way, what the person chose for its columns is laid over what was guessed.
fn keep_choices(page: ImportPage, by_hand: RwSignal<ByHand>) {
    Effect::new(move |laid: Option<Option<u64>>| {
        let laid = laid.flatten();
        if page.doing.get() != Doing::Looking(Step::Columns) {
            return laid;
        }
        // Once for each reading: what the server refuses stays refused until the person chooses something else.
        let version = page.job.with_untracked(|job| job.as_ref().map(|job| job.version));
        let Some(reading) = page.reading.get_untracked().filter(|_| version != laid) else { return laid };
        let over = by_hand.try_update_untracked(|hand| hand.over(&reading.columns)).flatten();
        if let Some(columns) = over {
            let settings = settings_now(page);
            page.read_as(ImportSettings { columns: Some(columns), ..settings });
        }
        version
    });
}

/// How the file is read now: what is not chosen is guessed again.
fn settings_now(page: ImportPage) -> ImportSettings {
    page.job.with_untracked(|job| job.as_ref().map(|job| job.settings.clone())).unwrap_or_default()
}

/// Encoding and separator: found, shown, changeable.
#[component]
fn HowRead(page: ImportPage, busy: Memo<bool>) -> impl IntoView {
    let chosen =
        Memo::new(move |_| page.job.with(|job| job.as_ref().map(|job| job.settings.clone())).unwrap_or_default());
    let encoding = Memo::new(move |_| page.reading.with(|r| r.as_ref().map_or(FileEncoding::Utf8, |r| r.encoding)));
    let separator = Memo::new(move |_| page.reading.with(|r| r.as_ref().map_or(Separator::Comma, |r| r.separator)));
    let encodings = Signal::derive(move || {
        let found = chosen.with(|chosen| chosen.encoding.is_none()).then(|| encoding.get());
        choices(FileEncoding::ALL, FileEncoding::word, encoding_name, found)
    });
    let separators = Signal::derive(move || {
        let found = chosen.with(|chosen| chosen.separator.is_none()).then(|| separator.get());
        choices(Separator::ALL, Separator::word, separator_name, found)
    });
    // Other letters or cells may be other headings: the columns are guessed anew, and what was chosen is laid over them.
    let read_as = move |change: fn(&mut ImportSettings, &str), word: String| {
        let mut settings = ImportSettings { columns: None, ..settings_now(page) };
        change(&mut settings, &word);
        page.reading.update(|reading| show_choice(reading, &settings));
        page.read_as(settings);
    };
    view! {
        <Card title=text("import.columns.howRead") level=Level::Three aside=busy_word(busy)>
            <div class="import__settings">
                <Field label=text("import.encoding") help=text("import.encoding.help")>
                    <Select value=Signal::derive(move || encoding.get().word().to_owned()) choices=encodings
                        on_choose=Callback::new(move |word| read_as(|settings, word| settings.encoding = FileEncoding::from_word(word), word))/>
                </Field>
                <Field label=text("import.separator") help=text("import.separator.help")>
                    <Select value=Signal::derive(move || separator.get().word().to_owned()) choices=separators
                        on_choose=Callback::new(move |word| read_as(|settings, word| settings.separator = Separator::from_word(word), word))/>
                </Field>
            </div>
        </Card>
    }
}

fn show_choice(reading: &mut Option<Reading>, settings: &ImportSettings) {
    if let Some(reading) = reading {
        reading.encoding = settings.encoding.unwrap_or(reading.encoding);
        reading.separator = settings.separator.unwrap_or(reading.separator);
    }
}

fn busy_word(busy: Memo<bool>) -> AnyView {
    view! {
        <span class="card__note" role="status">
            {live(move || busy.get().then(|| view! { <span class="spinner" aria-hidden="true"></span><span>{text("import.columns.again")}</span> }))}
        </span>
    }
    .into_any()
}

/// All values, the one that was found marked as such.
pub fn choices<T: Copy + PartialEq>(
    all: &[T],
    word: fn(T) -> &'static str,
    name: fn(T) -> String,
    found: Option<T>,
) -> Vec<Choice> {
    let label = move |value: T| {
        let name = name(value);
        if found == Some(value) { tf("import.found", &[("name", name.into())]) } else { name }
    };
    all.iter().map(|value| Choice::new(word(*value), Signal::stored(label(*value)))).collect()
}

/// Each column of the file, what it is taken for, and its first values.
#[component]
fn Mappings(page: ImportPage, by_hand: RwSignal<ByHand>, missing: Memo<Vec<String>>) -> impl IntoView {
    let columns = Memo::new(move |_| page.reading.with(|r| r.as_ref().map(|r| r.columns.clone())).unwrap_or_default());
    let used = Signal::derive(move || {
        columns.with(|columns| {
            let used = columns.iter().filter(|column| column.column.is_some()).count();
            tf("import.columns.used", &[("used", used.into()), ("n", columns.len().into())])
        })
    });
    let choose = Callback::new(move |(at, word): (usize, String)| {
        let id = Some(word).filter(|word| !word.is_empty());
        let mut left_aside = None;
        page.reading.update(|reading| {
            if let Some(reading) = reading {
                by_hand.update_untracked(|hand| left_aside = hand.choose(&mut reading.columns, at, id.clone()));
                let unclear = unclear(page.kind.get_untracked(), &reading.columns);
                reading.missing = unclear.into_iter().map(|id| column_name(page.kind.get_untracked(), id)).collect();
            }
        });
        tell_left_aside(page, columns, left_aside);
        let chosen = columns.get_untracked();
        // As long as a column is taken twice there is nothing to read: the person is not done choosing.
        if doubled(&chosen).is_empty() {
            page.read_as(ImportSettings { columns: Some(as_chosen(&chosen)), ..settings_now(page) });
        }
    });
    // Another heading or other values at the same place make another row; another choice does not, so that it keeps the
    // focus.
    let placed = move || columns.get().into_iter().enumerate().collect::<Vec<_>>();
    let kind = page.kind;
    let options = Signal::derive(move || targets(kind.get()));
    let aside = view! { <span class="card__note">{used}</span> }.into_any();
    view! {
        <Card title=text("import.columns.card") level=Level::Three aside=aside>
            {live(move || {
                let missing = missing.get();
                (!missing.is_empty()).then(|| view! {
                    <Message tone=MessageTone::Warning>
                        {said(move || tf("import.columns.missing", &[("columns", listed(missing.clone()).into())]))}
                    </Message>
                })
            })}
            <div class="mapping mapping--head" aria-hidden="true">
                <span>{text("import.columns.ofFile")}</span><span></span>
                <span>{text("import.columns.takenFor")}</span><span>{text("import.columns.samples")}</span>
            </div>
            <ul class="import__columns" aria-label=text("import.columns.card")>
                <For
                    each=placed
                    key=|(at, column)| (*at, column.heading.clone(), column.samples.clone())
                    children=move |(at, column)| view! { <MappingRow at column columns options choose/> }
                />
            </ul>
        </Card>
    }
}

/// Our columns; required ones say so.
fn targets(kind: ImportKind) -> Vec<Choice> {
    let target = |column: &Column| {
        let name = column_name(kind, column.id);
        let label = if column.required { tf("import.columns.required", &[("name", name.into())]) } else { name };
        Choice::new(column.id, Signal::stored(label))
    };
    let aside = Choice::new("", text("import.columns.aside"));
    std::iter::once(aside).chain(kind.columns().columns.iter().map(target)).collect()
}

fn tell_left_aside(page: ImportPage, columns: Memo<Vec<FileColumn>>, place: Option<usize>) {
    let heading =
        place.and_then(|at| columns.with_untracked(|list| list.get(at).map(|column| (at, column.heading.clone()))));
    if let Some((at, heading)) = heading {
        page.announcer.say(tf("import.columns.leftAside", &[("column", shown_heading(at, &heading).into())]));
    }
}

/// A heading, or for an empty one its place.
fn shown_heading(at: usize, heading: &str) -> String {
    if heading.trim().is_empty() { tf("import.columns.blank", &[("n", (at + 1).into())]) } else { heading.to_owned() }
}

#[component]
fn MappingRow(
    at: usize,
    column: FileColumn,
    columns: Memo<Vec<FileColumn>>,
    options: Signal<Vec<Choice>>,
    choose: Callback<(usize, String)>,
) -> impl IntoView {
    let value = Memo::new(move |_| {
        columns.with(|columns| columns.get(at).and_then(|column| column.column.clone())).unwrap_or_default()
    });
    let heading = column.heading;
    let name = {
        let heading = heading.clone();
        Signal::derive(move || shown_heading(at, &heading))
    };
    let label = Signal::derive(move || Some(tf("import.columns.takenForOf", &[("column", name.get().into())])));
    // Values have commas of their own.
    let samples = column.samples.join(" · ");
    view! {
        <li class="mapping" data-aside=move || value.with(String::is_empty).then_some("true")>
            <span class="mapping__heading" class:muted=heading.trim().is_empty()>{name}</span>
            <Icon name="arrow-right"/>
            <Select value=value choices=options label=label on_choose=Callback::new(move |word| choose.run((at, word)))/>
            <span class="mapping__sample" title=samples.clone()>{samples.clone()}</span>
        </li>
    }
}
