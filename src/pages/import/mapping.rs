//! Which column of the file is which of ours: choices of a person kept apart from guesses, so that reading the file in
//! another way does not lose them.

use std::collections::BTreeMap;

use contract::api::import::{FileColumn, ImportKind, ImportSettings};

/// Choices by place of the file's column: the id of ours, or `None` to leave it aside.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ByHand {
    width: usize,
    choices: BTreeMap<usize, Option<String>>,
}

impl ByHand {
    /// What was chosen before the page was opened: the settings do not say more than all columns.
    pub fn kept(settings: &ImportSettings) -> ByHand {
        let columns = settings.columns.clone().unwrap_or_default();
        ByHand { width: columns.len(), choices: columns.into_iter().enumerate().collect() }
    }

    /// Takes the file's column at `at` for one of ours. Another one that was taken for it is left aside from now on; its
    /// place is given.
    pub fn choose(&mut self, columns: &mut [FileColumn], at: usize, id: Option<String>) -> Option<usize> {
        let before = columns.iter().position(|column| id.is_some() && column.column == id).filter(|place| *place != at);
        self.width = columns.len();
        // A reading that was on its way may not show yet what was chosen a moment ago.
        for other in self.choices.values_mut().filter(|other| id.is_some() && **other == id) {
            *other = None;
        }
        for (place, chosen) in before.map(|place| (place, None)).into_iter().chain([(at, id)]) {
            if let Some(column) = columns.get_mut(place) {
                column.column.clone_from(&chosen);
                self.choices.insert(place, chosen);
            }
        }
        before
    }

    /// The columns of a new reading with what was chosen laid over it; nothing when that changes nothing, or when the
    /// file now has other columns, so that the choices mean nothing any more.
    pub fn over(&mut self, columns: &[FileColumn]) -> Option<Vec<Option<String>>> {
        if self.width != columns.len() {
            *self = ByHand::default();
            return None;
        }
        let guessed: Vec<Option<String>> = columns.iter().map(|column| column.column.clone()).collect();
        let chosen: Vec<&String> = self.choices.values().flatten().collect();
        let mut over = guessed.clone();
        for (at, column) in over.iter_mut().enumerate() {
            match self.choices.get(&at) {
                Some(choice) => column.clone_from(choice),
                None if column.as_ref().is_some_and(|id| chosen.contains(&id)) => *column = None,
                None => {}
            }
        }
        (over != guessed).then_some(over)
    }
}

/// What each column is taken for, as the settings say it.
pub fn as_chosen(columns: &[FileColumn]) -> Vec<Option<String>> {
    columns.iter().map(|column| column.column.clone()).collect()
}

/// Our columns that two columns of the file are taken for: only a person can tell which of the two is meant.
pub fn doubled(columns: &[FileColumn]) -> Vec<&str> {
    let mut seen: Vec<&str> = columns.iter().filter_map(|column| column.column.as_deref()).collect();
    contract::order::sort(&mut seen);
    let mut doubled: Vec<&str> = seen.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]).collect();
    doubled.dedup();
    doubled
}

/// Our columns that a person has to assign, as the server will say it too: required ones that nothing is taken for, and
/// those that are taken twice.
pub fn unclear(kind: ImportKind, columns: &[FileColumn]) -> Vec<&'static str> {
    let doubled = doubled(columns);
    let taken = |id: &str| columns.iter().any(|column| column.column.as_deref() == Some(id));
    let all = kind.columns().columns.iter();
    all.filter(|column| doubled.contains(&column.id) || column.required && !taken(column.id)).map(|c| c.id).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(ids: &[&str]) -> Vec<FileColumn> {
        let column = |id: &&str| FileColumn {
            heading: format!("h {id}"),
            column: Some((*id).to_owned()).filter(|id| !id.is_empty()),
            samples: Vec::new(),
        };
        ids.iter().map(column).collect()
    }

    fn ids(columns: &[Option<String>]) -> Vec<&str> {
        columns.iter().map(|id| id.as_deref().unwrap_or("")).collect()
    }

    #[test]
    fn a_column_of_ours_is_taken_from_one_column_only() {
        let mut file = columns(&["solutionId", "name", ""]);
        let mut hand = ByHand::default();
        assert_eq!(hand.choose(&mut file, 2, Some("name".into())), Some(1));
        assert_eq!(ids(&as_chosen(&file)), ["solutionId", "", "name"]);
        assert_eq!(hand.choose(&mut file, 0, None), None);
        assert_eq!(ids(&as_chosen(&file)), ["", "", "name"]);
    }

    #[test]
    fn a_choice_that_is_not_read_yet_makes_room_too() {
        let mut hand = ByHand::default();
        hand.choose(&mut columns(&["solutionId", "", ""]), 2, Some("name".into()));
        let mut late = columns(&["solutionId", "", ""]);
        hand.choose(&mut late, 1, Some("name".into()));
        let over = hand.over(&columns(&["solutionId", "", "name"])).expect("differs");
        assert_eq!(ids(&over), ["solutionId", "name", ""]);
    }

    #[test]
    fn choices_outlive_another_encoding() {
        let mut file = columns(&["solutionId", "", "partnerId"]);
        let mut hand = ByHand::default();
        hand.choose(&mut file, 1, Some("name".into()));
        assert_eq!(hand.over(&columns(&["solutionId", "name", "partnerId"])), None);
        let over = hand.over(&columns(&["solutionId", "", "name"])).expect("differs");
        assert_eq!(ids(&over), ["solutionId", "name", ""]);
    }

    #[test]
    fn what_is_required_or_taken_twice_is_unclear() {
        let file = columns(&["solutionId", "keywords", "keywords", "", "keywords"]);
        assert_eq!(doubled(&file), ["keywords"]);
        assert_eq!(unclear(ImportKind::Solutions, &file), ["name", "partnerId", "keywords"]);
        assert!(unclear(ImportKind::Referrals, &columns(&["solutionId", "customer"])).is_empty());
    }

    #[test]
    fn choices_end_with_the_columns_that_they_were_made_for() {
        let mut file = columns(&["", "name"]);
        let mut hand = ByHand::default();
        hand.choose(&mut file, 0, Some("solutionId".into()));
        assert_eq!(hand.over(&columns(&["", "name", ""])), None);
        assert_eq!(hand, ByHand::default());
    }
}
