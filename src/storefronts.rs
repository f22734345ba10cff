//! The storefronts whose listings are read. They come with the session and stay while the page is open.

use std::cell::RefCell;
use std::rc::Rc;

use contract::listing_url::Storefronts;

thread_local! {
    static KNOWN: RefCell<Rc<Storefronts>> = RefCell::default();
}

/// Takes what the server says.
pub fn learn(stores: &Storefronts) {
    KNOWN.with_borrow_mut(|known| {
        if **known != *stores {
            *known = Rc::new(stores.clone());
        }
    });
}

/// The vendor's storefronts, this installation's own, and those that its administrator added.
pub fn storefronts() -> Rc<Storefronts> {
    KNOWN.with_borrow(Rc::clone)
}
