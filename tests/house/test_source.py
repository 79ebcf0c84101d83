"""The rules of the house that no linter knows."""

import ast
import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APPS = ("config", "permissions", "audit", "registry", "graphql_api")
TEXT = {
    ".py",
    ".md",
    ".toml",
    ".html",
    ".css",
    ".js",
    ".txt",
    ".yml",
    ".yaml",
    ".json",
    ".lock",
    ".po",
}
KNOWN_HOSTS = re.compile(
    r"https?://(www\.w3\.org/|127\.0\.0\.1|localhost|testserver|\[::1\]|(\w+\.)*example(\.org|\.com)?\b|[{%<…;$])"
)
ADDRESS = re.compile(r"https?://[^\s\"'<>)]*")
VAGUE_NAMES = {"utils", "helpers", "mixins", "common", "constants", "misc"}
SOMEBODYS_FOLDER = re.compile(r"(?<![\w.}/-])/(home|root|mnt|work|Users)/\w")


def tracked() -> list[Path]:
    """The files of the repository that a person can read."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True
    )
    paths = [ROOT / name for name in listed.stdout.split("\0") if name]
    return [path for path in paths if path.exists() and (path.suffix in TEXT or not path.suffix)]


FILES = tracked()
SOURCES = [
    path
    for path in FILES
    if path.suffix == ".py"
    and path.relative_to(ROOT).parts[0] in (*APPS, "tests", "deploy")
    and "migrations" not in path.parts
]
OURS = [path for path in SOURCES if path.relative_to(ROOT).parts[0] in APPS]
MIGRATIONS = [path for path in FILES if re.match(r"\d{4}_", path.name) and path.suffix == ".py"]


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def long_definitions(path: Path) -> list[str]:
    found = []
    for node in ast.walk(tree(path)):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            continue
        ceiling, length = 40, lines_of(node)
        if isinstance(node, ast.ClassDef):
            bases = {getattr(base, "attr", getattr(base, "id", "")) for base in node.bases}
            ceiling = 60 if "RegistryAdmin" in bases else 150
            # A class inside a class (choices, Meta) is a thing of its own, and counted as such.
            length -= sum(lines_of(inner) for inner in node.body if isinstance(inner, ast.ClassDef))
        if length > ceiling:
            found.append(f"{named(path)}:{node.lineno} {node.name}: {length} lines")
    return found


def called(node: ast.Call) -> str:
    return getattr(node.func, "attr", getattr(node.func, "id", ""))


def lines_of(node: ast.AST) -> int:
    return node.end_lineno - node.lineno + 1


def test_no_file_is_longer_than_300_lines():
    lengths = {named(path): len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCES}

    assert {name: length for name, length in lengths.items() if length > 300} == {}


def test_no_function_and_no_class_grows_a_tail():
    assert [each for path in OURS for each in long_definitions(path)] == []


def test_every_file_is_named_after_what_it_is_about():
    assert [named(path) for path in SOURCES if path.stem in VAGUE_NAMES] == []


def test_fields_are_allowed_by_name_never_forbidden_by_name():
    assert [each for path in OURS for each in deny_lists(path)] == []


def deny_lists(path: Path) -> list[str]:
    found = []
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Constant) and node.value == "__all__":
            found.append(f"{named(path)}:{node.lineno} '__all__'")
        if isinstance(node, ast.Call) and called(node).endswith("factory"):
            names = [word.arg for word in node.keywords]
            found += [
                f"{named(path)}:{node.lineno} exclude=" for name in names if name == "exclude"
            ]
        if isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names = {getattr(target, "id", "") for target in targets}
            found += [f"{named(path)}:{node.lineno} exclude" for _ in names & {"exclude"}]
    return found


def test_nothing_is_left_for_later_in_a_comment():
    later = re.compile(r"#.*\b(TODO|FIXME|XXX|HACK)\b")

    assert [named(path) for path in OURS if later.search(path.read_text(encoding="utf-8"))] == []


def test_each_migration_says_what_it_is_for():
    """Its name says what changes, its docstring why, how long it takes, and how to go back."""
    assert [named(path) for path in MIGRATIONS if not ast.get_docstring(tree(path))] == []
    assert [named(path) for path in MIGRATIONS if re.search(r"_(auto|squashed)", path.name)] == []


def test_no_file_names_a_foreign_host_or_somebodys_own_folder():
    """Nothing is fetched from elsewhere at run time, and a clone works in any folder."""
    found = []
    for path in FILES:
        text = path.read_text(encoding="utf-8")
        hosts = [match[0] for match in ADDRESS.finditer(text) if not KNOWN_HOSTS.match(match[0])]
        hosts = [] if path.suffix in {".md", ".txt"} else hosts  # documents and licences quote
        folders = [match[0] for match in SOMEBODYS_FOLDER.finditer(text)]
        found += [f"{named(path)}: {each}" for each in hosts + folders]

    assert found == []


def test_settings_that_are_the_same_everywhere_hold_no_secret_and_no_database():
    names = {
        target.id
        for node in ast.walk(tree(ROOT / "config" / "settings" / "base.py"))
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }

    assert not names & {"SECRET_KEY", "DATABASES", "ALLOWED_HOSTS", "FIELD_KEYS", "INDEX_KEY"}
