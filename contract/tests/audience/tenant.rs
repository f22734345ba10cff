//! Tenant IDs as people and files write them, and sets of them.

use contract::audience::tenant::{TenantId, TenantSet};
use proptest::prelude::*;

use super::reseller;

const ID: &str = "0f2504e0-4f89-11d3-9a0c-0305e82c3301";

#[test]
fn an_id_is_read_in_every_usual_form() {
    for text in [
        ID,
        &ID.to_uppercase(),
        "{0F2504E0-4F89-11D3-9A0C-0305E82C3301}",
        "0f2504e04f8911d39a0c0305e82c3301",
        &format!(" {ID}\t"),
    ] {
        assert_eq!(TenantId::parse(text).map(|id| id.to_string()).as_deref(), Some(ID), "{text}");
    }
}

#[test]
fn anything_else_is_none() {
    for text in [
        "",
        "-",
        "{}",
        "0f2504e0",
        "0f2504e0-4f89-11d3-9a0c-0305e82c330",
        "0f2504e0-4f89-11d3-9a0c-0305e82c33011",
        "0f2504e-04f89-11d3-9a0c-0305e82c3301",
        "0f2504e0-4f8911d3-9a0c-0305e82c3301",
        "gf2504e0-4f89-11d3-9a0c-0305e82c3301",
        "Contoso",
        "０f2504e0-4f89-11d3-9a0c-0305e82c3301",
    ] {
        assert_eq!(TenantId::parse(text), None, "{text}");
    }
}

#[test]
fn the_beginning_of_an_id_is_completed_with_hyphens() {
    for (typed, wanted) in [
        ("0F", Some("0f")),
        ("0f2504e0", Some("0f2504e0")),
        ("0f2504e0-", Some("0f2504e0")),
        ("0f2504e04F", Some("0f2504e0-4f")),
        ("{0f2504e0-4f89", Some("0f2504e0-4f89")),
        (ID, Some(ID)),
        ("0f-", None),
        ("cafe bar", None),
        ("", None),
        ("0f2504e04f8911d39a0c0305e82c33011", None),
    ] {
        assert_eq!(TenantId::prefix(typed).as_deref(), wanted, "{typed}");
    }
}

fn ids() -> impl Strategy<Value = Vec<TenantId>> {
    proptest::collection::vec((0_u8..8).prop_map(reseller), 0..12)
}

proptest! {
    #[test]
    fn what_is_printed_is_read_back(bytes: [u8; 16]) {
        let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        let id = TenantId::parse(&digits).unwrap();
        prop_assert_eq!(TenantId::parse(&id.to_string()), Some(id));
        prop_assert_eq!(id.to_string().replace('-', ""), digits);
        let json = serde_json::to_string(&id).unwrap();
        prop_assert_eq!(serde_json::from_str::<TenantId>(&json).unwrap(), id);
    }

    #[test]
    fn the_order_is_that_of_the_text(a: [u8; 16], b: [u8; 16]) {
        let id = |bytes: [u8; 16]| TenantId::parse(&bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>()).unwrap();
        prop_assert_eq!(id(a).cmp(&id(b)), id(a).to_string().cmp(&id(b).to_string()));
    }

    #[test]
    fn no_text_makes_the_reader_panic(text in any::<String>()) {
        let _ = (TenantId::parse(&text), TenantId::prefix(&text));
    }

    #[test]
    fn sets_do_what_sets_do(a in ids(), b in ids()) {
        use std::collections::BTreeSet;
        let (x, y): (BTreeSet<_>, BTreeSet<_>) = (a.iter().copied().collect(), b.iter().copied().collect());
        let (s, t): (TenantSet, TenantSet) = (a.into(), b.into());
        let listed = |set: BTreeSet<TenantId>| set.into_iter().collect::<Vec<_>>();
        prop_assert_eq!(Vec::from(s.or(&t)), listed(&x | &y));
        prop_assert_eq!(Vec::from(s.and(&t)), listed(&x & &y));
        prop_assert_eq!(Vec::from(s.without(&t)), listed(&x - &y));
        prop_assert!((0..8).all(|n| s.holds(reseller(n)) == x.contains(&reseller(n))));
    }
}
