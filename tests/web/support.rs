//! A place in the browser's page for one test.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::mount::{UnmountHandle, mount_to};
use leptos::prelude::*;
use leptos::task::tick;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement, HtmlInputElement};

type StoredOwner = Rc<RefCell<Option<Owner>>>;

/// A mounted view; dropping it takes it out of the page.
pub struct Mounted {
    root: HtmlElement,
    owner: StoredOwner,
    handle: Option<Box<dyn std::any::Any>>,
}

/// Mounts a view and waits until its effects have run.
pub async fn mount<V: IntoView + 'static>(view: impl FnOnce() -> V + 'static) -> Mounted
where
    UnmountHandle<V::State>: 'static,
{
    let root: HtmlElement = document().create_element("div").unwrap().unchecked_into();
    document().body().unwrap().append_child(&root).unwrap();
    let owner = StoredOwner::default();
    let handle = mount_to(root.clone(), {
        let owner = owner.clone();
        move || {
            *owner.borrow_mut() = Owner::current();
            view()
        }
    });
    settle().await;
    Mounted { root, owner, handle: Some(Box::new(handle)) }
}

/// Waits until effects have run and the browser has drawn.
pub async fn settle() {
    tick().await;
    for _ in 0..2 {
        let (wake, woken) = wake_up();
        request_animation_frame(wake);
        woken.await;
    }
    tick().await;
}

/// A promise and what keeps it.
fn wake_up() -> (impl FnOnce() + 'static, impl Future<Output = ()>) {
    let mut keep = None;
    let promise = js_sys::Promise::new(&mut |resolve, _| keep = Some(resolve));
    let keep = keep.unwrap();
    let wake = move || drop(keep.call0(&JsValue::NULL));
    (wake, async move { drop(wasm_bindgen_futures::JsFuture::from(promise).await) })
}

impl Mounted {
    /// The first element that the selector fits.
    pub fn find(&self, selector: &str) -> Element {
        self.maybe(selector).unwrap_or_else(|| panic!("nothing fits {selector} in {}", self.root.inner_html()))
    }

    /// The first element that the selector fits, if there is one.
    pub fn maybe(&self, selector: &str) -> Option<Element> {
        self.root.query_selector(selector).unwrap()
    }

    /// How many elements the selector fits.
    pub fn count(&self, selector: &str) -> u32 {
        let found = js_sys::Reflect::get(&self.root.clone().into(), &"querySelectorAll".into()).unwrap();
        let found = found.unchecked_into::<js_sys::Function>().call1(&self.root, &selector.into()).unwrap();
        js_sys::Array::from(&found).length()
    }

    /// The words of the first element that the selector fits, without space at the ends.
    pub fn words(&self, selector: &str) -> String {
        self.find(selector).text_content().unwrap_or_default().trim().to_owned()
    }

    /// An attribute of the first element that the selector fits.
    pub fn attribute(&self, selector: &str, name: &str) -> Option<String> {
        self.find(selector).get_attribute(name)
    }

    /// The words of the elements whose ids an attribute lists.
    pub fn named_by(&self, selector: &str, name: &str) -> String {
        let ids = self.attribute(selector, name).unwrap_or_default();
        let words = ids.split_whitespace().map(|id| {
            let element = document().get_element_by_id(id).unwrap_or_else(|| panic!("no element has the id {id}"));
            element.text_content().unwrap_or_default().trim().to_owned()
        });
        words.collect::<Vec<_>>().join(" ")
    }

    /// Presses and waits.
    pub async fn press(&self, selector: &str) {
        self.find(selector).unchecked_into::<HtmlElement>().click();
        settle().await;
    }

    /// Puts the focus on an element as the keyboard does and waits. Firefox else takes it for the mouse's once a test has pressed a label.
    pub async fn focus(&self, selector: &str) {
        let options = js_sys::Object::new();
        js_sys::Reflect::set(&options, &"focusVisible".into(), &JsValue::TRUE).unwrap();
        let element = self.find(selector).unchecked_into::<HtmlElement>();
        let focus = js_sys::Reflect::get(&element, &"focus".into()).unwrap().unchecked_into::<js_sys::Function>();
        focus.call1(&element, &options).unwrap();
        settle().await;
    }

    /// Sends a key to an element, as scripts do: the browser itself does nothing with it. Whether a listener took it.
    pub async fn key(&self, selector: &str, key: &str) -> bool {
        let event = event_of("KeyboardEvent", "keydown", &[("key", key.into())]);
        let passed = self.find(selector).dispatch_event(&event).unwrap();
        settle().await;
        !passed
    }

    /// Types a text in place of what is there.
    pub async fn type_into(&self, selector: &str, text: &str) {
        let field = self.find(selector);
        field.unchecked_ref::<HtmlInputElement>().set_value(text);
        field.dispatch_event(&event("input")).unwrap();
        settle().await;
    }

    /// What stands in a field.
    pub fn value(&self, selector: &str) -> String {
        self.find(selector).unchecked_into::<HtmlInputElement>().value()
    }

    /// A property of a field that is true or false.
    pub fn holds(&self, selector: &str, property: &str) -> bool {
        js_sys::Reflect::get(&self.find(selector), &property.into()).unwrap().is_truthy()
    }

    /// A custom property set on the element itself.
    pub fn property(&self, selector: &str, name: &str) -> String {
        let style = self.find(selector).unchecked_into::<HtmlElement>().style();
        style.get_property_value(name).unwrap().trim().to_owned()
    }

    /// The ids that stand more than once.
    pub fn double_ids(&self) -> Vec<String> {
        let html = self.root.inner_html();
        let mut ids: Vec<_> =
            html.split(" id=\"").skip(1).filter_map(|rest| Some(rest.split_once('"')?.0.to_owned())).collect();
        ids.sort();
        ids.chunk_by(|one, other| one == other).filter(|same| same.len() > 1).map(|same| same[0].clone()).collect()
    }

    /// Takes the view out of the page and waits.
    pub async fn unmount(self) {
        drop(self);
        settle().await;
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        // Listeners keep the owner alive until the browser throws them away, so that it has to be told.
        if let Some(owner) = self.owner.take() {
            owner.cleanup();
        }
        self.handle = None;
        self.root.remove();
    }
}

/// An event that bubbles and can be prevented.
pub fn event(name: &str) -> web_sys::Event {
    event_of("Event", name, &[])
}

/// An event of a class, with properties, that bubbles and can be prevented.
pub fn event_of(class: &str, name: &str, properties: &[(&str, JsValue)]) -> web_sys::Event {
    let init = js_sys::Object::new();
    for (property, value) in [("bubbles", JsValue::TRUE), ("cancelable", JsValue::TRUE)].iter().chain(properties) {
        js_sys::Reflect::set(&init, &(*property).into(), value).unwrap();
    }
    let class = js_sys::Reflect::get(&window(), &class.into()).unwrap().unchecked_into::<js_sys::Function>();
    js_sys::Reflect::construct(&class, &js_sys::Array::of2(&name.into(), &init)).unwrap().unchecked_into()
}

/// The element that has the focus.
pub fn focused() -> Element {
    document().active_element().unwrap()
}
