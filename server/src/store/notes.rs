//! What colleagues write about a solution.

use contract::api::solutions::Note;

use super::{StoreError, Tx};
use crate::args;
use crate::clock::{Ms, time};

impl Tx {
    /// A solution's notes, newest first; `person` reads them.
    pub(super) async fn notes(&mut self, solution: i64, person: i64) -> Result<Vec<Note>, StoreError> {
        let rows = self
            .rows(
                "SELECT n.id, n.at, p.name, n.person, n.text FROM note n JOIN person p ON p.pk = n.person WHERE n.solution = $1 ORDER BY n.pk DESC",
                args![solution],
            )
            .await?;
        rows.iter()
            .map(|row| {
                Ok(Note {
                    id: row.text(0)?,
                    at: time(row.int(1)?),
                    by: row.text(2)?,
                    mine: row.int(3)? == person,
                    text: row.text(4)?,
                })
            })
            .collect()
    }

    /// Adds a note.
    pub async fn add_note(
        &mut self,
        company: i64,
        solution: i64,
        id: &str,
        person: i64,
        text: &str,
        at: Ms,
    ) -> Result<(), StoreError> {
        self.run(
            "INSERT INTO note (company, solution, id, at, person, text) VALUES ($1, $2, $3, $4, $5, $6)",
            args![company, solution, id, at, person, text],
        )
        .await?;
        self.touch(solution).await
    }

    /// Removes one of the person's own notes; says whether there was one.
    pub async fn remove_note(&mut self, solution: i64, id: &str, person: i64) -> Result<bool, StoreError> {
        let removed = self
            .run("DELETE FROM note WHERE solution = $1 AND id = $2 AND person = $3", args![solution, id, person])
            .await?;
        self.touch(solution).await?;
        Ok(removed > 0)
    }

    /// Raises a solution's version where its row in the list stays the same.
    async fn touch(&mut self, solution: i64) -> Result<(), StoreError> {
        self.run("UPDATE solution SET version = version + 1 WHERE pk = $1", args![solution]).await.map(drop)
    }
}
