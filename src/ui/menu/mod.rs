//! A button and the list of actions that it opens.

mod entry;
mod opened;

use leptos::prelude::*;

use super::button::{Face, Size, Variant, classes, inside};
use super::icon::Icon;
use super::{MaybeText, Text, either, new_id};
use opened::Opened;
pub use opened::find_by_beginning;

/// What choosing an entry does.
#[derive(Clone)]
pub enum MenuAct {
    /// Runs something.
    Run(Callback<()>),
    /// Follows a link.
    Go(Text),
    /// Chooses one of its section.
    Choose {
        /// Whether it is the chosen one.
        chosen: Signal<bool>,
        /// Chooses it.
        run: Callback<()>,
    },
}

/// An entry.
#[derive(Clone)]
pub struct MenuItem {
    label: Text,
    act: MenuAct,
    icon: Option<&'static str>,
    hint: Option<&'static str>,
    refusal: MaybeText,
}

impl MenuItem {
    /// An entry that does something.
    pub fn new(label: impl Into<Text>, act: MenuAct) -> MenuItem {
        MenuItem { label: label.into(), act, icon: None, hint: None, refusal: MaybeText::default() }
    }

    /// With an icon.
    pub fn icon(mut self, name: &'static str) -> MenuItem {
        self.icon = Some(name);
        self
    }

    /// With the key that does the same.
    pub fn hint(mut self, key: &'static str) -> MenuItem {
        self.hint = Some(key);
        self
    }

    /// With the reason why it may not be chosen now; nothing when it may.
    pub fn refusal(mut self, reason: impl Into<MaybeText>) -> MenuItem {
        self.refusal = reason.into();
        self
    }
}

/// Entries that belong together; a line parts them from the next. When they change those of other sections stay as they
/// are, with the focus on them and a press that has begun; without any nothing of the section is shown.
#[derive(Clone)]
pub struct MenuSection {
    heading: Option<Text>,
    items: Signal<Vec<MenuItem>>,
}

impl MenuSection {
    /// Entries without a heading.
    pub fn new(items: impl Into<Signal<Vec<MenuItem>>>) -> MenuSection {
        MenuSection { heading: None, items: items.into() }
    }

    /// Entries under a heading.
    pub fn titled(heading: impl Into<Text>, items: impl Into<Signal<Vec<MenuItem>>>) -> MenuSection {
        MenuSection { heading: Some(heading.into()), items: items.into() }
    }
}

/// Which edges of button and list meet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MenuEdge {
    /// The first ones in the direction of reading.
    #[default]
    Start,
    /// The last ones, for buttons at the end of a bar.
    End,
}

/// The menu button pattern of the Authoring Practices. On the button Enter, Space and Down open on the first entry, Up on
/// the last. In the list Up, Down, Home and End move, letters find an entry by its beginning, Enter and Space choose,
/// Escape closes and gives the focus back, Tab closes and goes on.
#[component]
pub fn Menu(
    /// The button's words, or its name if it shows an icon alone; also the name of the list.
    #[prop(into)]
    label: Text,
    /// The entries.
    #[prop(into)]
    sections: Signal<Vec<MenuSection>>,
    /// The button's icon.
    #[prop(optional)]
    icon: Option<&'static str>,
    /// What the button shows in place of an icon, such as a person's initials, silent; the label is the name.
    #[prop(optional)]
    picture: Option<AnyView>,
    /// How much the button stands out.
    #[prop(optional)]
    variant: Variant,
    /// How high the button is.
    #[prop(optional)]
    size: Size,
    /// What of the label the button shows.
    #[prop(optional)]
    face: Face,
    /// Where the list stands.
    #[prop(optional)]
    edge: MenuEdge,
    /// What stands above the entries and is no entry, such as who is signed in.
    #[prop(optional)]
    head: Option<AnyView>,
) -> impl IntoView {
    let menu = Opened::new();
    let id = new_id("menu");
    let alone = move || (face == Face::Icon).then(|| label.get());
    // Beside a picture the name is words, unseen: letters in the picture and another name over them would contradict.
    let has_picture = picture.is_some();
    let name = Signal::derive(move || alone().filter(|_| !has_picture));
    let face_of = match picture {
        Some(picture) => picture,
        None => inside(icon, label, face),
    };
    let entries = move || {
        let sections = if menu.filled.get() { sections.get() } else { Vec::new() };
        sections.into_iter().map(|section| entry::section_view(section, menu)).collect_view()
    };
    view! {
        <div class=match edge {
            MenuEdge::Start => "menu",
            MenuEdge::End => "menu menu--end",
        }>
            <button
                type="button"
                class=classes(variant, size, face, "menu__button")
                aria-haspopup="menu"
                aria-expanded=either(menu.open)
                aria-controls=id.clone()
                aria-label=name
                data-tooltip=Signal::derive(move || alone().filter(|_| !menu.open.get()))
                popovertarget=id.clone()
                node_ref=menu.button
                on:focus=move |_| menu.fill()
                on:pointerenter=move |_| menu.fill()
                on:keydown=move |event| menu.key_on_button(&event)
            >
                {face_of}
                {has_picture.then(|| view! { <span class="visually-hidden">{label}</span> })}
                {(face == Face::Words).then(|| view! { <Icon name="chevron-down"/> })}
            </button>
            <div
                class="menu__list"
                id=id
                popover="auto"
                node_ref=menu.list
                on:beforetoggle=move |_: web_sys::Event| menu.fill()
                on:toggle=move |_| menu.toggled()
                on:keydown=move |event| menu.key_in_list(&event)
            >
                {head}
                <div role="menu" aria-label=label>{entries}</div>
            </div>
        </div>
    }
    .into_any()
}
