//! Colleagues.

use contract::access::Role;
use contract::api::path;
use contract::api::people::Colleague;

use crate::support::sample::{self, MANAGER};
use crate::support::{Settings, World};

#[tokio::test]
async fn everyone_of_the_company_is_shown_to_everyone_in_it() {
    let world = World::new().await;
    let people: Vec<Colleague> = world.viewer().await.read(path::USERS).await;
    let found: Vec<_> = people.iter().map(|person| (person.name.as_str(), person.role)).collect();
    let expected = [
        ("Cleo Consultant", Role::Developer),
        ("Dana Developer", Role::Developer),
        ("Marc Manager", Role::Manager),
        ("Olivia Owner", Role::Owner),
        ("Vera Viewer", Role::Viewer),
    ];
    assert_eq!(found, expected);
    let people: Vec<Colleague> = world.both("meridian").await.read(path::USERS).await;
    let roles: Vec<_> = people.iter().map(|person| (person.name.as_str(), person.role)).collect();
    assert_eq!(roles[0], ("Cleo Consultant", Role::Viewer), "a role belongs to a company");
    assert!(people.iter().all(|person| !person.email.ends_with("northlake.example")));
}

#[tokio::test]
async fn names_are_ordered_as_everywhere() {
    let mut workspace = sample::workspace();
    let mut company = sample::company("quiet", "Quiet", contract::workspace::CompanyKind::Partner);
    company.people = ["Zoe", "émile", "Eva", "adam", "Élise"]
        .iter()
        .map(|name| sample::member(&format!("{name}@quiet.example"), name, Role::Owner))
        .collect();
    workspace.companies.push(company);
    let world = World::with(Settings { workspace, ..Settings::default() }).await;
    let people: Vec<Colleague> = world.sign_in("adam@quiet.example").await.read(path::USERS).await;
    let names: Vec<_> = people.iter().map(|person| person.name.as_str()).collect();
    assert_eq!(names, ["adam", "Élise", "émile", "Eva", "Zoe"]);
}

#[tokio::test]
async fn who_cannot_sign_in_is_not_a_choice() {
    let world = World::new().await;
    let owner = world.owner().await;
    let manager = world.manager().await;
    let mut tx = world.db.write().await.unwrap();
    let person = tx.person_by_email(MANAGER).await.unwrap().unwrap();
    tx.set_disabled(person, true, world.clock.now()).await.unwrap();
    tx.commit().await.unwrap();
    let people: Vec<Colleague> = owner.read(path::USERS).await;
    assert!(people.iter().all(|person| person.email != MANAGER));
    let ids = [owner.id_of("S-003").await];
    owner.assign(&ids, Some(manager.id())).await.wrong_field("/assignee", "unknownColleague");
}
