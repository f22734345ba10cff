//! What the shell has in a frame only: the choice of a company, signing out through the host, and what stands after that.

use leptos::prelude::*;

use super::account;
use crate::i18n::{self, text};
use crate::session::SessionContext;
use crate::ui::{Button, Face, Menu, MenuEdge, Variant, live};

/// The choice between the companies of the host's token, where there is one.
pub fn company_switch(session: SessionContext) -> AnyView {
    let name = Memo::new(move |_| session.get().map(|session| session.company.name).unwrap_or_default());
    let several = Memo::new(move |_| session.get().is_some_and(|session| session.companies.len() > 1));
    let label = Signal::derive(move || i18n::tf("embed.company", &[("name", name.get().into())]));
    live(move || {
        several.get().then(|| {
            view! {
                <Menu label=label icon="building" face=Face::Icon variant=Variant::Subtle edge=MenuEdge::End
                    sections=Signal::derive(move || account::companies(session).into_iter().collect())/>
            }
        })
    })
}

/// Signs out through the host.
pub fn sign_out(session: SessionContext) -> AnyView {
    view! {
        <Button label=text("shell.signOut") icon="sign-out" variant=Variant::Subtle on_press=account::sign_out(session)/>
    }
    .into_any()
}

/// What a frame shows when nobody is signed in: only the host can change that.
pub fn signed_out(_: SessionContext) -> AnyView {
    let again = Callback::new(|()| {
        // The browser always can; a frame that is asked again greets its host again.
        let _ = window().location().reload();
    });
    view! {
        <main class="recovery" id="main">
            <h1 tabindex="-1">{text("embed.signedOut.title")}</h1>
            <p>{text("embed.signedOut.text")}</p>
            <div class="recovery__actions">
                <Button label=text("embed.signedOut.again") variant=Variant::Primary on_press=again/>
            </div>
        </main>
    }
    .into_any()
}
