//! The command line as an administrator uses it: the real program on a real file.

#![expect(clippy::expect_used, reason = "a test that cannot be set up fails")]

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A folder of its own for each test, with a database in it.
struct Place(PathBuf);

impl Place {
    fn new(name: &str) -> Place {
        let folder = std::env::temp_dir().join(format!("cosell-cli-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder");
        Place(folder)
    }

    fn path(&self) -> &Path {
        &self.0
    }

    fn run(&self, args: &[&str]) -> Output {
        self.run_with(args, "")
    }

    /// With something on standard input.
    fn run_with(&self, args: &[&str], input: &str) -> Output {
        let database = format!("sqlite:{}", self.path().join("cosell.db").display());
        let mut running = Command::new(env!("CARGO_BIN_EXE_cosell"))
            .args(args)
            .env("COSELL_DATABASE", database)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program runs");
        // Most commands read nothing and may be gone already.
        let _ = running.stdin.take().expect("an input").write_all(input.as_bytes());
        running.wait_with_output().expect("the program ends")
    }

    /// What it prints when it works.
    fn says(&self, args: &[&str]) -> String {
        let output = self.run(args);
        assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("text")
    }

    /// What it prints when it does not.
    fn refuses(&self, args: &[&str]) -> String {
        let output = self.run(args);
        assert!(!output.status.success(), "{args:?} worked");
        String::from_utf8(output.stderr).expect("text")
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

const ANA: &[&str] =
    &["user", "add", "Ana@northlake.example", "--name", "Ana Ruiz", "--company", "northlake", "--role", "manager"];

#[test]
fn a_company_and_a_person_without_any_file() {
    let place = Place::new("first");
    let set = ["company", "set", "northlake", "--name", "Northlake Software", "--partner-id", "4471200"];
    place.says(&set);
    place.says(ANA);
    assert_eq!(place.says(&["company", "list"]), "northlake\tpartner\t1 people\t0 solutions\tNorthlake Software\n");
    assert_eq!(place.says(&["user", "list"]), "manager\tAna Ruiz\tNorthlake Software\tana@northlake.example\n");
    assert!(place.says(&["user", "link", "ana@northlake.example"]).contains("/sign-in#code="));
}

#[test]
fn what_is_left_out_stays() {
    let place = Place::new("stays");
    place.says(&["company", "set", "northlake", "--name", "Northlake", "--membership", "true"]);
    place.says(ANA);
    place.says(&["company", "set", "northlake", "--name", "Northlake Software", "--enrolled", "true"]);
    assert!(place.says(&["company", "list"]).contains("1 people"));
    place.says(&[
        "user",
        "add",
        "ana@northlake.example",
        "--name",
        "Ana Ruiz",
        "--company",
        "northlake",
        "--role",
        "owner",
    ]);
    assert_eq!(place.says(&["user", "list"]), "owner\tAna Ruiz\tNorthlake Software\tana@northlake.example\n");
}

#[test]
fn who_left_is_no_longer_there() {
    let place = Place::new("left");
    place.says(&["company", "set", "northlake", "--name", "Northlake"]);
    place.says(ANA);
    place.says(&["user", "remove", "ana@northlake.example", "--company", "northlake"]);
    assert_eq!(place.says(&["user", "list"]), "");
    let again = place.refuses(&["user", "remove", "ana@northlake.example", "--company", "northlake"]);
    assert!(again.contains("does not belong to northlake"), "{again}");
}

#[test]
fn what_cannot_be_is_told_in_a_sentence() {
    let place = Place::new("refused");
    let told = [
        (place.refuses(&["company", "set", "Nord See", "--name", "N"]), "2 to 40 of a-z"),
        (place.refuses(&["company", "set", "northlake"]), "a new one needs --name"),
        (place.refuses(ANA), "there is no company northlake"),
        (place.refuses(&["user", "disable", "nobody@northlake.example"]), "nobody has the address"),
    ];
    for (said, expected) in told {
        assert!(said.contains(expected), "{said}");
    }
    place.says(&["company", "set", "northlake", "--name", "Northlake"]);
    let operator = ["user", "add", "o@n.example", "--name", "O", "--company", "northlake", "--role", "operator"];
    assert!(place.refuses(&operator).contains("operators belong to a desk"));
    let nonsense = ["user", "add", "ana", "--name", "Ana", "--company", "northlake", "--role", "owner"];
    assert!(place.refuses(&nonsense).contains("is not an e-mail address"));
}

const DIRECTORY: &str = "Tenant ID;Société;Pays;Région;Ville;Compétences;Qualifications\r\n\
    0f2504e0-4f89-41d3-9a0c-0305e82c3301;Écluse Cloud;fr;Europe;Lyon;Security; DevOps;Training\r\n\
    1f2504e0-4f89-41d3-9a0c-0305e82c3302;Blue Harbour;DE;Europe;Kiel;;\r\n\
    nobody;Broken;DE;Europe;;;\r\n";

#[test]
fn the_directory_is_kept_from_a_file() {
    let place = Place::new("resellers");
    let file = place.path().join("directory.csv");
    let path = file.to_string_lossy().into_owned();
    std::fs::write(&file, DIRECTORY.replace("Security; DevOps", "\"Security; DevOps\"")).expect("a file");
    let output = place.run(&["import", "resellers", &path]);
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success() && told.contains("line 4: This is not a tenant ID."), "{told}");
    assert_eq!(
        String::from_utf8_lossy(&output.stdout),
        "2 resellers, 0 of them newly out of the program, 1 rows with problems\n"
    );
    // With a broken row nobody knows who is still there, so that nobody is taken out.
    assert!(place.refuses(&["import", "resellers", &path, "--complete"]).contains("mend these rows first"));
    let shorter: String = DIRECTORY.lines().take(2).map(|line| format!("{line}\r\n")).collect();
    std::fs::write(&file, shorter.replace("Security; DevOps", "Security")).expect("a file");
    let says = place.says(&["import", "resellers", &path, "--complete"]);
    assert_eq!(says, "1 resellers, 1 of them newly out of the program, 0 rows with problems\n");
    let again = place.says(&["import", "resellers", &path, "--complete"]);
    assert_eq!(again, "1 resellers, 0 of them newly out of the program, 0 rows with problems\n");
    std::fs::write(&file, "Name\r\nx\r\n").expect("a file");
    assert!(place.refuses(&["import", "resellers", &path]).contains("Tenant ID"));
}

#[test]
fn sales_are_read_from_a_file() {
    let place = Place::new("sales");
    let file = place.path().join("sales.csv");
    let path = file.to_string_lossy().into_owned();
    let sales = "Publisher,Offer ID,Tenant ID,Customer,Sold\r\nnobody,x,0f2504e0-4f89-41d3-9a0c-0305e82c3301,Litware,2024-03-01\r\n";
    std::fs::write(&file, sales).expect("a file");
    let output = place.run(&["import", "sales", &path]);
    assert!(String::from_utf8_lossy(&output.stderr).contains("line 2: No offer has"), "{output:?}");
    assert_eq!(String::from_utf8_lossy(&output.stdout), "0 new sales, 0 known, 1 rows with problems\n");
}

#[test]
fn a_token_of_a_program_is_made_shown_once_and_revoked() {
    let place = Place::new("token");
    place.says(&["company", "set", "desk", "--name", "Desk", "--desk"]);
    place.says(&["company", "set", "northlake", "--name", "Northlake"]);
    let create = ["token", "create", "billing", "--scope", "sales", "--company", "desk", "--days", "30"];
    let token = place.says(&create);
    assert!(
        token.trim_end().starts_with("cst_") && token.trim_end().len() > 40 && token.lines().count() == 1,
        "{token}"
    );
    assert!(place.refuses(&create).contains("there is a token billing already"));
    let listed = place.says(&["token", "list"]);
    assert!(listed.starts_with("billing\tsales\tdesk\tgood until ") && !listed.contains("cst_"), "{listed}");
    assert_eq!(place.says(&["token", "revoke", "billing"]), "billing is revoked\n");
    assert!(place.says(&["token", "list"]).contains("\trevoked "));
    assert!(place.refuses(&["token", "revoke", "billing"]).contains("there is no token billing to revoke"));
    assert_ne!(place.says(&create), token);
    let told = [
        (["token", "create", "x", "--scope", "sales", "--company", "northlake"], "is not a desk"),
        (["token", "create", "x", "--scope", "sales", "--company", "nobody"], "there is no company nobody"),
        (["token", "create", "x", "--scope", "all", "--company", "desk"], "expected sales"),
        (["token", "create", " ", "--scope", "sales", "--company", "desk"], "needs a name"),
    ];
    for (args, expected) in told {
        let said = place.refuses(&args);
        assert!(said.contains(expected), "{said}");
    }
    let database = std::fs::read(place.path().join("cosell.db")).expect("the database");
    let secret = token.trim_end().as_bytes();
    assert!(!database.windows(secret.len()).any(|bytes| bytes == secret), "only its hash is stored");
}

#[test]
fn a_password_comes_from_the_input_and_never_from_an_argument() {
    let place = Place::new("password");
    place.says(&["company", "set", "northlake", "--name", "Northlake"]);
    place.says(ANA);
    let email = "ana@northlake.example";
    let set = |input: &str| place.run_with(&["user", "password", email], input);
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let done = set("correct horse battery\n");
    assert!(done.status.success(), "{}", text(&done.stderr));
    assert_eq!(text(&done.stdout), "ana@northlake.example can sign in with the new password\n");
    let short = set("eleven char");
    assert!(text(&short.stderr).contains("12 to 128 characters, this one has 11"), "{}", text(&short.stderr));
    assert!(place.refuses(&["user", "password", email, "correct horse battery"]).contains("unexpected argument"));
    assert!(place.refuses(&["user", "password", "nobody@northlake.example"]).contains("nobody has the address"));
    place.says(&["user", "password", email, "--remove"]);
    assert!(place.refuses(&["user", "password", email, "--remove"]).contains("has no password"));
    assert!(place.refuses(&["user", "unlink", email]).contains("is not bound"));
}
