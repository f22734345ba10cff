//! Reminders of the programme's deadline: who is to be reminded, and who was.

use std::collections::BTreeMap;

use contract::access::{Right, Role};

use super::{StoreError, Tx};
use crate::args;
use crate::clock::Ms;

/// A member whom nobody has reminded yet, with what the reminder would tell.
#[derive(Clone, Copy, Debug)]
pub struct Unreminded {
    /// The company.
    pub company: i64,
    /// The person.
    pub person: i64,
    /// Open solutions that the person takes care of.
    pub own: u64,
    /// Open solutions that nobody takes care of, for those who can give them to somebody.
    pub unassigned: u64,
}

impl Tx {
    /// Members of partner companies whom nobody reminded so many days before the deadline.
    pub async fn unreminded(&mut self, deadline: &str, days: i64) -> Result<Vec<Unreminded>, StoreError> {
        const OPEN: &str = "state IN ('pending', 'attentionNeeded', 'draftCreated')";
        let members = self
            .rows(
                "SELECT m.company, m.person, m.role FROM membership m JOIN person p ON p.pk = m.person \
                 JOIN company c ON c.pk = m.company WHERE c.kind = 'partner' AND p.disabled = 0 AND NOT EXISTS \
                 (SELECT 1 FROM reminder r WHERE r.company = m.company AND r.person = m.person AND r.deadline = $1 AND r.days = $2) \
                 ORDER BY m.company, m.person",
                args![deadline, days],
            )
            .await?;
        if members.is_empty() {
            return Ok(Vec::new());
        }
        let counts = self
            .rows(
                format!(
                    "SELECT company, assigned_to, COUNT(*) FROM solution WHERE {OPEN} GROUP BY company, assigned_to"
                ),
                args![],
            )
            .await?;
        let mut open = BTreeMap::new();
        for row in counts {
            open.insert((row.int(0)?, row.opt_int(1)?), row.count(2)?);
        }
        let count = |company, person| open.get(&(company, person)).copied().unwrap_or_default();
        members
            .iter()
            .map(|row| {
                let (company, person, role) = (row.int(0)?, row.int(1)?, row.word(2, Role::from_word)?);
                let unassigned = if role.has(Right::ManagePeople) { count(company, None) } else { 0 };
                Ok(Unreminded { company, person, own: count(company, Some(person)), unassigned })
            })
            .collect()
    }

    /// Notes that a person was reminded; `false` when another server did it.
    pub async fn note_reminder(
        &mut self,
        who: &Unreminded,
        deadline: &str,
        days: i64,
        at: Ms,
    ) -> Result<bool, StoreError> {
        let noted = self
            .run(
                "INSERT INTO reminder (company, person, deadline, days, at) VALUES ($1, $2, $3, $4, $5) \
                 ON CONFLICT (company, person, deadline, days) DO NOTHING",
                args![who.company, who.person, deadline, days, at],
            )
            .await?;
        Ok(noted > 0)
    }
}
