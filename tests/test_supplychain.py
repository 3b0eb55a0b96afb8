"""The bill of materials names what runs and nothing else; an audit that asked nobody says so."""

from tests.supplychain import installed_for, only_of, verdict

BILL = {
    "metadata": {"component": {"bom-ref": "root"}},
    "components": [
        {"name": "Jinja2", "bom-ref": "j", "externalReferences": [{"url": "file:///home/somebody"}]},
        {"name": "pytest", "bom-ref": "p"},
    ],
    "dependencies": [{"ref": "root", "dependsOn": ["j", "p"]}, {"ref": "p"}],
}


def test_what_runs_is_named_with_what_it_needs_in_turn() -> None:
    names = installed_for("samverkansbot")

    assert {"jinja2", "markupsafe", "python-telegram-bot", "h2", "psycopg-binary", "imagesize"} <= names
    assert names & {"pytest", "mypy", "ruff", "hypothesis", "playwright"} == set()


def test_of_the_bill_what_only_developers_use_goes_and_where_it_came_from() -> None:
    assert only_of(BILL, {"jinja2"}) == {
        "metadata": {"component": {"bom-ref": "root"}},
        "components": [{"name": "Jinja2", "bom-ref": "j"}],
        "dependencies": [{"ref": "root", "dependsOn": ["j"]}],
    }


def test_an_audit_that_nobody_answered_is_none() -> None:
    skipped = {"name": "a", "skip_reason": "not found"}
    well = {"name": "b", "version": "1", "vulns": []}
    ill = {"name": "c", "version": "2", "vulns": [{"id": "PYSEC-1"}]}

    assert verdict({"dependencies": [skipped]}) == (
        75,
        "Not checked: no service that knows of flaws was reached (1 packages).",
    )
    assert verdict({"dependencies": [skipped, well]}) == (0, "1 packages have no known flaw. Not checked: a.")
    assert verdict({"dependencies": [skipped, well, ill]}) == (1, "Known to be unsafe:\nc 2: PYSEC-1")
