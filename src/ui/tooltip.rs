//! What a thing means, said beside it.

use js_sys::Array;
use leptos::html;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use std::cell::Cell;
use std::time::Duration;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, Event, HtmlElement, HtmlInputElement, KeyboardEvent, MutationObserver, MutationObserverInit};

use super::icon::Icon;
use super::{MaybeText, Text, is_open, live, place_below};

/// An explanation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tip {
    /// A heading, such as the name of a state.
    pub title: MaybeText,
    /// What it means.
    pub text: Text,
    /// What to do next.
    pub next: MaybeText,
}

impl Tip {
    /// One sentence.
    pub fn new(text: impl Into<Text>) -> Tip {
        Tip { title: MaybeText::default(), text: text.into(), next: MaybeText::default() }
    }

    /// With a heading.
    pub fn title(mut self, title: impl Into<MaybeText>) -> Tip {
        self.title = title.into();
        self
    }

    /// With what to do next.
    pub fn next(mut self, next: impl Into<MaybeText>) -> Tip {
        self.next = next.into();
        self
    }
}

/// The id of the one tooltip of the page.
const ID: &str = "tooltip-of-page";
/// The attribute whose owner has a tooltip, with its text.
const TEXT: &str = "data-tooltip";
/// The attributes of its heading and of what to do next.
const TITLE: &str = "data-tooltip-title";
const NEXT: &str = "data-tooltip-next";
/// The attribute of a text of one line, which is told whole where it is cut.
const CUT: &str = "data-tooltip-overflow";
/// What the host hears from the whole page, before anything else does.
const HEARD: [&str; 6] = ["mouseover", "focusin", "focusout", "keydown", "click", "scroll"];
/// How long the pointer rests on a thing before it is explained.
const REST: Duration = Duration::from_millis(400);
/// How long the pointer may take from the thing to the tooltip.
const TRAVEL: Duration = Duration::from_millis(250);

thread_local! {
    static MOUNTED: Cell<bool> = const { Cell::new(false) };
}

/// Shows the tooltip of whatever has the attribute `data-tooltip` (and, if it likes, `data-tooltip-title` and
/// `data-tooltip-next`), and tells a text with `data-tooltip-overflow` whole while it is cut: mount it once, parts only set attributes. The tooltip pattern of the Authoring Practices and
/// WCAG 1.4.13: it opens on hover and on focus by keyboard, stays while the pointer is on the thing or on itself, and
/// Escape hides it. What has no description yet is described by it while it is open.
#[component]
pub fn TooltipHost() -> impl IntoView {
    // A page inside another, such as the gallery, may mount it again.
    if MOUNTED.replace(true) {
        return ().into_any();
    }
    let host = Host {
        tip: NodeRef::new(),
        owner: StoredValue::new_local(None),
        timer: StoredValue::new_local(None),
        content: RwSignal::new(Content::default()),
        watch: StoredValue::new_local(None),
    };
    Effect::new(move |_| host.listen());
    on_cleanup(|| MOUNTED.set(false));
    let line = move |class: &'static str, of: fn(&Content) -> &Option<String>| {
        move || host.content.with(|content| of(content).clone()).map(|text| view! { <span class=class>{text}</span> })
    };
    view! {
        <div class="tooltip" id=ID role="tooltip" popover="manual" node_ref=host.tip>
            {line("tooltip__title strong", |content| &content.title)}
            {live(move || host.content.with(|content| content.text.clone()))}
            {line("tooltip__next", |content| &content.next)}
        </div>
    }
    .into_any()
}

#[derive(Clone, Default)]
struct Content {
    title: Option<String>,
    text: String,
    next: Option<String>,
}

impl Content {
    /// What is told of a thing: what it carries, else its words where they are cut.
    fn of(thing: &Element) -> Option<Content> {
        let part = |name: &str| thing.get_attribute(name).filter(|text| !text.is_empty());
        let whole = || thing.text_content().filter(|_| is_cut(thing));
        let text = thing.get_attribute(TEXT).or_else(whole).filter(|text| !text.is_empty())?;
        Some(Content { title: part(TITLE), text, next: part(NEXT) })
    }
}

/// What the tooltip is shown for, and how its owner came to be described by it.
#[derive(Clone)]
struct Owner {
    element: Element,
    described: bool,
}

#[derive(Clone, Copy)]
struct Host {
    tip: NodeRef<html::Div>,
    owner: StoredValue<Option<Owner>, LocalStorage>,
    timer: StoredValue<Option<TimeoutHandle>, LocalStorage>,
    content: RwSignal<Content>,
    watch: StoredValue<Option<MutationObserver>, LocalStorage>,
}

impl Host {
    fn listen(self) {
        let heard = Closure::<dyn FnMut(Event)>::new(move |event| self.hear(&event));
        let page = document();
        for name in HEARD {
            // These cannot fail: name and listener are valid.
            let _ = page.add_event_listener_with_callback_and_bool(name, heard.as_ref().unchecked_ref(), true);
        }
        let heard = StoredValue::new_local(heard);
        let changed = Closure::<dyn FnMut()>::new(move || self.tell_anew());
        self.watch.set_value(MutationObserver::new(changed.as_ref().unchecked_ref()).ok());
        let changed = StoredValue::new_local(changed);
        on_cleanup(move || {
            self.unwatch();
            changed.dispose();
            heard.try_with_value(|heard| {
                for name in HEARD {
                    let _ = page_listener(name, heard);
                }
            });
        });
    }

    fn hear(self, event: &Event) {
        let Some(tip) = self.tip.try_get_untracked().flatten() else { return };
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let focused = event.type_().starts_with("focus");
        let thing = target.as_ref().and_then(|target| explained(target, focused));
        let owner = self.owner.get_value().map(|owner| owner.element);
        match event.type_().as_str() {
            "mouseover" => match thing {
                Some(thing) if owner.as_ref() != Some(&thing) => self.later(REST, move || self.show(&thing)),
                Some(_) => self.wait(),
                None if target.is_some_and(|target| tip.contains(Some(&target))) => self.wait(),
                None if document()
                    .active_element()
                    .is_some_and(|active| holds(&active) && explained(&active, true) == owner)
                    && owner.is_some() =>
                {
                    self.wait()
                }
                None => self.later(TRAVEL, move || self.hide()),
            },
            "focusin" => match thing {
                Some(thing) if target.is_some_and(|target| holds(&target)) => self.show(&thing),
                _ => self.hide(),
            },
            "focusout"
                if thing.is_some() && thing == owner && !thing.as_ref().is_some_and(hovered) && !hovered(&tip) =>
            {
                self.hide();
            }
            "keydown" => {
                let escape = event.dyn_ref::<KeyboardEvent>().is_some_and(|event| event.key() == "Escape");
                if escape && is_open(&tip) {
                    if !target.as_ref().is_some_and(|target| has_words(target) && Some(target) != owner.as_ref()) {
                        // Only the tooltip goes; the dialog or list beneath stays.
                        event.prevent_default();
                        event.stop_propagation();
                    }
                    self.hide();
                }
            }
            // A finger neither hovers nor focuses: what only explains, explains when it is pressed.
            "click" => {
                if let Some(thing) =
                    thing.filter(|thing| thing.matches("[aria-disabled=true], .badge, .tip").unwrap_or(false))
                {
                    self.show(&thing);
                }
            }
            "scroll" if owner.is_some_and(|owner| !owner.is_connected()) => self.hide(),
            _ => {}
        }
    }

    fn wait(self) {
        if let Some(timer) = self.timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
    }

    fn later(self, after: Duration, run: impl FnOnce() + 'static) {
        self.wait();
        self.timer.set_value(set_timeout_with_handle(run, after).ok());
    }

    /// The thing means something else by now, such as the state of a row that somebody else has moved on.
    fn tell_anew(self) {
        if let Some(owner) = self.owner.try_get_value().flatten() {
            self.show(&owner.element);
        }
    }

    fn unwatch(self) {
        self.watch.try_with_value(|watch| {
            if let Some(watch) = watch {
                watch.disconnect();
            }
        });
    }

    fn hide(self) {
        self.wait();
        self.unwatch();
        if let Some(owner) = self.owner.try_update_value(Option::take).flatten() {
            let _ = owner.element.remove_attribute("data-tooltip-open");
            if owner.described {
                let _ = owner.element.remove_attribute("aria-describedby");
            }
        }
        if let Some(tip) = self.tip.try_get_untracked().flatten() {
            // Fails only when it is hidden already.
            let _ = tip.hide_popover();
        }
    }

    fn show(self, thing: &Element) {
        let Some(tip) = self.tip.try_get_untracked().flatten() else { return };
        let content = Content::of(thing);
        self.hide();
        let Some(content) = content.filter(|_| thing.is_connected()) else { return };
        // What is its name already, it must not be told twice.
        let words =
            thing.query_selector(":scope > .visually-hidden").ok().flatten().and_then(|words| words.text_content());
        let is_name = thing.get_attribute("aria-label").or(words).as_ref() == Some(&content.text);
        // A text that is only cut for the eye is read out whole anyway.
        let described = thing.has_attribute(TEXT) && !is_name && !thing.has_attribute("aria-describedby");
        if described {
            let _ = thing.set_attribute("aria-describedby", ID);
        }
        self.content.set(content);
        move_beside(&tip, thing);
        let _ = thing.set_attribute("data-tooltip-open", "");
        place_below(&tip, thing, 0.5);
        let _ = tip.show_popover();
        self.owner.set_value(Some(Owner { element: thing.clone(), described }));
        let watched = MutationObserverInit::new();
        watched.set_attribute_filter(&Array::of3(&TEXT.into(), &TITLE.into(), &NEXT.into()));
        self.watch.with_value(|watch| {
            if let Some(watch) = watch {
                // Fails only for a filter that is not one.
                let _ = watch.observe_with_options(thing, &watched);
            }
        });
    }
}

fn page_listener(name: &str, heard: &Closure<dyn FnMut(Event)>) -> Result<(), wasm_bindgen::JsValue> {
    document().remove_event_listener_with_callback_and_bool(name, heard.as_ref().unchecked_ref(), true)
}

/// What is explained at an element. Where the focus is, also the cut text in it or beside it: a text itself takes no focus.
fn explained(element: &Element, focused: bool) -> Option<Element> {
    let own = element.closest("[data-tooltip], [data-tooltip-overflow]").ok().flatten();
    let inside = |around: Element| around.query_selector(&format!("[{CUT}]")).ok().flatten();
    let near = || inside(element.clone()).or_else(|| element.parent_element().and_then(inside));
    let found = own.or_else(|| near().filter(|_| focused));
    found.filter(|found| found.has_attribute(TEXT) || is_cut(found))
}

/// Whether an element shows less than it holds.
fn is_cut(element: &Element) -> bool {
    element.scroll_width() > element.client_width()
}

/// The tooltip follows its owner into its part of the page: all outside of a modal dialog is out of reach for the pointer, and
/// nothing on a page may stand outside of its landmarks.
fn move_beside(tip: &HtmlElement, thing: &Element) {
    let part = |element: &Element| element.closest("dialog, main, header, nav").ok().flatten();
    let home = part(thing);
    if home != part(tip)
        && let Some(home) = home.or_else(|| document().body().map(Element::from))
    {
        let _ = home.append_child(tip);
    }
}

/// Whether the keyboard is on it: a press of the mouse also focuses, but asks for no explanation.
fn holds(element: &Element) -> bool {
    element.matches(":focus-visible").unwrap_or(false)
}

/// Whether something is typed into it: Escape is meant for the field then, not for what the pointer happens to rest on.
fn has_words(element: &Element) -> bool {
    element.dyn_ref::<HtmlInputElement>().is_some_and(|field| !field.value().is_empty())
}

fn hovered(element: &Element) -> bool {
    element.matches(":hover").unwrap_or(false)
}

/// A small button beside a label that only explains.
#[component]
pub fn InfoTip(
    /// Its name, such as "About the alias".
    #[prop(into)]
    label: Text,
    /// The explanation.
    tip: Tip,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="button button--subtle button--icon button--small tip"
            aria-label=label
            data-tooltip=tip.text
            data-tooltip-title=tip.title
            data-tooltip-next=tip.next
        >
            <Icon name="info"/>
        </button>
    }
    .into_any()
}
