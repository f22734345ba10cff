//! Who may do what: roles and the rights they carry.

use crate::refusal::Refusal;

word_enum! {
    /// What a person is in one company (S: owner, manager and developer edit and publish; viewer and operator are O).
    Role {
        Owner = "owner",
        Manager = "manager",
        Developer = "developer",
        Viewer = "viewer",
        Operator = "operator",
    }
}

word_enum! {
    /// What a request needs. Every server route asks for exactly one of these, or for being signed in.
    Right {
        /// See everything of the company (all partner roles).
        Read = "read",
        /// Change solutions and offers, import, assign (owner, manager, developer).
        Edit = "edit",
        /// Add and change people (owner, manager).
        ManagePeople = "managePeople",
        /// Work in the vendor's desk (operator).
        Desk = "desk",
    }
}

word_enum! {
    /// What the token of a program opens: one thing each, whatever else its desk may do (O).
    TokenScope {
        /// Telling who sold what to whom.
        Sales = "sales",
    }
}

impl Role {
    /// Whether this role carries the right. An operator reads no partner data but through a request at the desk.
    pub const fn has(self, right: Right) -> bool {
        match right {
            Right::Read => matches!(self, Role::Owner | Role::Manager | Role::Developer | Role::Viewer),
            Right::Edit => matches!(self, Role::Owner | Role::Manager | Role::Developer),
            Right::ManagePeople => matches!(self, Role::Owner | Role::Manager),
            Right::Desk => matches!(self, Role::Operator),
        }
    }

    /// Whether a portal around this one may give the role to its people. Operators are the vendor's own.
    pub const fn is_given_by_hosts(self) -> bool {
        !matches!(self, Role::Operator)
    }

    /// The right, or the reason why not, worded for the person.
    ///
    /// # Errors
    /// `Refusal::RoleMayNot` with the role when it lacks the right.
    pub fn require(self, right: Right) -> Result<(), Refusal> {
        if self.has(right) { Ok(()) } else { Err(Refusal::RoleMayNot { role: self, right }) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_owner_manager_and_developer_edit() {
        let editors: Vec<_> = Role::ALL.iter().filter(|role| role.has(Right::Edit)).collect();
        assert_eq!(editors, [&Role::Owner, &Role::Manager, &Role::Developer]);
    }

    #[test]
    fn the_desk_is_closed_to_partners_and_partners_to_the_desk() {
        for role in Role::ALL {
            assert_ne!(role.has(Right::Read), role.has(Right::Desk), "{role:?}");
        }
    }

    #[test]
    fn words_and_values_are_one_to_one() {
        for role in Role::ALL {
            assert_eq!(Role::from_word(role.word()), Some(*role));
        }
        assert_eq!(Role::from_word("Owner"), None);
    }
}
