"""The shape that the design promises: how imports flow, and who alone touches a library."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LAYERS = ("config", "index", "bot", "scripts")
SOLE_IMPORTERS = ("faiss", "onnxruntime", "sentence_transformers", "sqlite3")


def modules(layer: str) -> list[Path]:
    return sorted((ROOT / layer).rglob("*.py"))


def named(path: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what a module imports anywhere, lazily and relatively too: the dotted name, and the names taken from it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, ()) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            package = path.relative_to(ROOT).parent.parts if node.level else ()
            above = package[: len(package) + 1 - node.level]
            home = ".".join((*above, node.module) if node.module else above)
            yield home, tuple(alias.name for alias in node.names)


def imported(path: Path) -> Iterator[str]:
    """Yield the dotted names that a module imports anywhere."""
    yield from (home for home, _ in named(path))


def top_names(path: Path) -> set[str]:
    return {name.partition(".")[0] for name in imported(path)}


def test_every_layer_has_modules() -> None:
    assert all(modules(layer) for layer in LAYERS)


@pytest.mark.parametrize("layer", LAYERS)
def test_imports_flow_from_config_to_index_to_bot_to_scripts(layer: str) -> None:
    above = set(LAYERS[LAYERS.index(layer) + 1 :])
    wrong = {str(path.relative_to(ROOT)): top_names(path) & above for path in modules(layer)}
    assert {path: names for path, names in wrong.items() if names} == {}


PARTS = {
    "index": (
        "errors", "values", "packing", "uninterrupted", "reading", "sentences", "words", "encoders", "attribution",
        "analysis", "snapshot", "search", "origins", "printings", "coverage", "building",
    ),
    "bot": (
        "values", "understanding", "archive", "evidence", "conflict", "quotes", "replies", "serving", "wording",
        "conversation", "json_form", "command_line", "memory", "timeline", "token", "terminal", "discord",
    ),
    "bot.discord": (
        "rendering", "service", "admission", "reporting", "core", "answering", "conversation", "actions",
        "commands", "administration", "app", "operations",
    ),
}  # fmt: skip
"""What stands right under a package, in the order of the work: a part knows those before it and none after it."""


def parts_imported(path: Path, package: str) -> Iterator[str]:
    """Yield the packages and modules right under ``package`` that a module imports from."""
    for home, names in named(path):
        if home == package:
            yield from names
        elif home.startswith(f"{package}."):
            yield home.removeprefix(f"{package}.").partition(".")[0]


@pytest.mark.parametrize(
    ("package", "part"), [(package, part) for package, parts in PARTS.items() for part in parts]
)
def test_a_part_imports_only_those_before_it(package: str, part: str) -> None:
    after = set(PARTS[package][PARTS[package].index(part) + 1 :])
    folder = ROOT / package.replace(".", "/")
    wrong = {
        str(path.relative_to(ROOT)): names & after
        for path in (*(folder / part).rglob("*.py"), *folder.glob(f"{part}.py"))
        if (names := set(parts_imported(path, package))) & after
    }
    assert wrong == {}


@pytest.mark.parametrize("package", PARTS)
def test_every_part_has_its_place_in_that_order(package: str) -> None:
    folder = package.replace(".", "/")
    found = {
        path.relative_to(ROOT / folder).parts[0].removesuffix(".py") for path in modules(folder)
    }
    assert found == {*PARTS[package], "__init__"}


def module_name(path: Path) -> str:
    """Return the dotted name that a file is imported by."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def modules_imported(path: Path, known: set[str]) -> set[str]:
    """Return which of the known modules a module imports anywhere."""
    found = {
        full if (full := f"{home}.{name}") in known else home
        for home, names in named(path)
        for name in names or ("",)
    }
    return (found & known) - {module_name(path)}


@pytest.mark.parametrize("layer", LAYERS)
def test_no_modules_import_each_other_in_a_circle(layer: str) -> None:
    homes = {module_name(path): path for path in modules(layer)}
    links = {name: modules_imported(path, set(homes)) for name, path in homes.items()}
    assert sum(map(len, links.values())) > 0
    TopologicalSorter(links).prepare()  # raises CycleError, which names the circle


def test_a_circle_would_be_found() -> None:
    with pytest.raises(CycleError):
        TopologicalSorter({"a": {"b"}, "b": {"c"}, "c": {"b"}}).prepare()


def test_discord_is_imported_by_its_own_package_alone() -> None:
    users = {
        path.relative_to(ROOT).parts[:2]
        for layer in LAYERS
        for path in modules(layer)
        if "discord" in top_names(path)
    }
    # The screenshots are taken of a simulated Discord, which the script has to set up.
    assert users <= {("bot", "discord"), ("scripts", "screenshots.py")}


@pytest.mark.parametrize("library", SOLE_IMPORTERS)
def test_one_module_alone_imports(library: str) -> None:
    users = [
        str(path.relative_to(ROOT))
        for layer in LAYERS[:3]
        for path in modules(layer)
        if library in top_names(path)
    ]
    assert len(users) == 1, users


def test_the_question_path_imports_neither_torch_nor_its_friends() -> None:
    heavy = [
        "torch",
        "transformers",
        "sentence_transformers",
        "sklearn",
        "matplotlib",
        "trafilatura",
    ]
    code = f"import sys, bot.serving.service; print([m for m in {heavy!r} if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_no_module_is_longer_than_three_hundred_lines() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for layer in LAYERS
        for path in modules(layer)
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 300
    }
    assert long == {}


RUNS_CODE = ("pickle", "_pickle", "marshal", "shelve", "dill", "cloudpickle", "joblib", "copyreg")
"""Modules that may run code, or crash, while they read what a stranger has written."""
OWN_PROCESSES_ALONE = {
    # Pipes without a name between a process and the child that it has started itself: nothing from a
    # file, a network or a user is read by them, and who could write there could do all that they do.
    "bot/discord/administration/additions.py": {"multiprocessing", "concurrent"},
    "bot/serving/own_process.py": {"pickle", "multiprocessing"},
    "index/building/analysts.py": {"multiprocessing", "concurrent"},
}


def test_nothing_is_read_by_a_format_that_can_run_code() -> None:
    """Pickles and the like are passed between own processes only; pools and pipes pickle, too."""
    found: dict[str, set[str]] = {}
    for layer in LAYERS:
        for path in modules(layer):
            risky = {
                name.partition(".")[0]
                for name in imported(path)
                if name.partition(".")[0] in (*RUNS_CODE, "multiprocessing")
            }
            if "ProcessPoolExecutor" in path.read_text(encoding="utf-8"):
                risky.add("concurrent")
            if risky:
                found[str(path.relative_to(ROOT))] = risky
    assert found == OWN_PROCESSES_ALONE


def risky_calls(source: str) -> Iterator[str]:
    """Yield the calls in a module that would run what they are given, or load objects from a file."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        named = {word.arg: ast.unparse(word.value) for word in node.keywords}
        called = ast.unparse(node.func)
        if called in ("eval", "exec", "compile", "__import__", "os.system", "os.popen"):
            yield called
        loads = called.split(".")[-2:] in (["torch", "load"], ["jit", "load"])
        if loads and named.get("weights_only") != "True":
            yield f"{called} without weights_only"
        for word, value in (
            ("allow_pickle", "True"),
            ("trust_remote_code", "True"),
            ("shell", "True"),
        ):
            if named.get(word, "False") != "False":
                yield f"{called} with {word}={value}"
        if called.endswith(("enable_load_extension", "load_extension")):
            yield called


@pytest.mark.parametrize("layer", LAYERS)
def test_no_call_runs_or_unpickles_what_it_is_given(layer: str) -> None:
    found = {
        str(path.relative_to(ROOT)): calls
        for path in modules(layer)
        if (calls := list(risky_calls(path.read_text(encoding="utf-8"))))
    }
    assert found == {}


@pytest.mark.parametrize(
    "call",
    [
        "torch.load(path)",
        "torch.load(path, weights_only=False)",
        "np.load(path, allow_pickle=True)",
        "np.load(path, allow_pickle=wanted)",
        "eval(text)",
        "subprocess.run(text, shell=True)",
        "model(name, trust_remote_code=True)",
    ],
)
def test_a_call_that_runs_what_it_is_given_would_be_found(call: str) -> None:
    assert list(risky_calls(f"def work():\n    return {call}\n"))
