"""Tests about the code itself: sizes, layers, unused things, and docs that must equal the tables."""

import ast
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.urls import URLPattern, URLResolver, get_resolver

from audit.words import ACTIONS, KINDS
from cases import services as case_services
from cases.transitions import ACTION_TRANSITIONS
from cases.transitions import TRANSITIONS as CASE_TRANSITIONS
from meetings import services as meeting_services
from meetings.transitions import AMENDMENT_TRANSITIONS
from meetings.transitions import TRANSITIONS as MEETING_TRANSITIONS
from partners import services as partner_services
from partners.roles import GRANTS, Permission, Role
from partners.transitions import TRANSITIONS as MEMBERSHIP_TRANSITIONS
from signals import services as signal_services
from signals.transitions import (
    CLOCK,
    FILE_TRANSITIONS,
    OUTSIDE_TRANSITIONS,
    REDACTION_TRANSITIONS,
    REGISTER_TRANSITIONS,
)
from signals.transitions import TRANSITIONS as SIGNAL_TRANSITIONS
from zvh.rowsecurity import APPS

ROOT = Path(__file__).resolve().parent.parent
# Files that may be longer than 400 lines, each with its reason.
LONG_FILES = {"zvh/run.py", "zvh/embedded.py"}  # one subject each, stdlib only: the launcher, the database
LONG_FUNCTIONS = set()
# Folders of templates that a package or our components look up by their name.
NAMED_BY_PACKAGES = {"account", "mfa", "allauth", "components", "bootstrap5"}


def tracked(*endings):
    command = [shutil.which("git"), "ls-files", "-co", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return [
        ROOT / name
        for name in listed.stdout.splitlines()
        if name.endswith(endings) and (ROOT / name).exists()
    ]


def own_code():
    return [path for path in tracked(".py") if "migrations" not in path.parts]


def test_files_are_at_most_400_lines():
    long = {str(path.relative_to(ROOT)) for path in own_code() if len(path.read_text().splitlines()) > 400}

    assert long <= LONG_FILES


def test_functions_are_at_most_50_lines():
    long = {
        f"{path.relative_to(ROOT)}:{node.name}"
        for path in own_code()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef)
        and node.end_lineno - node.lineno >= 50
        and "tests" not in path.parts  # a world to test in is a list of rows
    }

    assert long == LONG_FUNCTIONS


def test_templates_are_at_most_120_lines():
    long = {
        str(path.relative_to(ROOT)) for path in tracked(".html") if len(path.read_text().splitlines()) > 120
    }

    assert long == set()


def test_no_inline_script_style_or_handler_in_templates():
    inline = re.compile(
        r"<style|\sstyle=|<script(?![^>]*\bsrc=)(?![^>]*application/json)|\son[a-z]+=\"", re.IGNORECASE
    )
    found = {str(path.relative_to(ROOT)) for path in tracked(".html") if inline.search(path.read_text())}

    assert found == set()


def test_no_module_is_called_signals_and_no_own_rule_hides_behind_a_receiver():
    modules = {str(path.relative_to(ROOT)) for path in own_code() if path.name == "signals.py"}
    receivers = {str(path.relative_to(ROOT)) for path in own_code() if f"@{'receiver'}" in path.read_text()}

    assert modules - {"desk/demo/signals.py", "tests/signals.py"} == set()
    assert receivers == set()


def test_every_template_is_used():
    code = "\n".join(path.read_text() for path in tracked(".py", ".html"))
    mine = list((ROOT / "templates").rglob("*.html"))
    unused = {
        str(path.relative_to(ROOT / "templates"))
        for path in mine
        if str(path.relative_to(ROOT / "templates")) not in code
        and path.relative_to(ROOT / "templates").parts[0] not in NAMED_BY_PACKAGES
        and path.name not in {"400.html", "403.html", "403_csrf.html", "429.html", "500.html"}
    }

    assert unused == set()


@pytest.mark.parametrize(
    ("table", "services"),
    [
        (SIGNAL_TRANSITIONS, signal_services),
        (CLOCK, signal_services),
        (FILE_TRANSITIONS, signal_services),
        (OUTSIDE_TRANSITIONS, signal_services),
        (REGISTER_TRANSITIONS, signal_services),
        (REDACTION_TRANSITIONS, signal_services),
        (MEETING_TRANSITIONS, meeting_services),
        (AMENDMENT_TRANSITIONS, meeting_services),
        (CASE_TRANSITIONS, case_services),
        (ACTION_TRANSITIONS, case_services),
        (MEMBERSHIP_TRANSITIONS, partner_services),
    ],
)
def test_every_transition_has_a_service(table, services):
    missing = {
        name for name in table if not callable(getattr(services, name, None)) and name != "propose_no_action"
    }

    assert missing == set()


def test_every_role_stands_in_the_table_and_every_permission_is_given():
    assert set(GRANTS) == set(Role)
    assert set().union(*GRANTS.values()) == set(Permission)


def test_every_logged_action_and_kind_has_a_dutch_label():
    code = "\n".join(
        path.read_text() for path in own_code() if path.parts[-2] != "tests" and "tests" not in path.parts
    )
    actions = set(re.findall(r"\blog\(\s*\"([a-z_]+)\"", code))
    kinds = set(re.findall(r"^    log_kind = \"([a-z_]+)\"", code, re.MULTILINE))

    assert actions - set(ACTIONS) == set()
    assert kinds == set(KINDS)


def test_every_model_says_what_it_is():
    silent = {
        model.__name__
        for app in APPS
        for model in apps.get_app_config(app).get_models()
        if not model.__doc__ or model.__doc__.startswith(f"{model.__name__}(")
    }

    assert silent - {"ItemHistory"} == set()


def test_moment_and_person_of_a_step_are_both_set_or_both_empty():
    """Every `x_at` with an `x_by` has a constraint that names both."""
    bare = set()
    for app in APPS:
        for model in apps.get_app_config(app).get_models():
            names = {field.name for field in model._meta.fields}
            pairs = {name[:-3] for name in names if name.endswith("_at") and f"{name[:-3]}_by" in names}
            constrained = " ".join(str(constraint.deconstruct()) for constraint in model._meta.constraints)
            nullable = {step for step in pairs if model._meta.get_field(f"{step}_at").null}
            bare |= {
                f"{model.__name__}.{step}" for step in nullable if f"{step}_at__isnull" not in constrained
            }

    assert bare == set()


def test_printed_docs_equal_the_tables():
    call_command("print_docs", "--check")


def test_no_index_address_or_machine_path_is_committed():
    words = re.compile(r"--(extra-)?index-url|\"resolved\":|/opt/(pypi|wheels)|/work/(main|shared)")
    found = {
        str(path.relative_to(ROOT))
        for path in tracked(".py", ".txt", ".md", ".toml", ".html", ".yml", ".sql", "Makefile", "run")
        if path.name != "test_consistency.py" and words.search(path.read_text(errors="ignore"))
    }

    assert found == set()


def walk(patterns=None, prefix=""):
    """(path, name) of every URL of the product."""
    for pattern in patterns or get_resolver().url_patterns:
        if isinstance(pattern, URLResolver):
            yield from walk(pattern.url_patterns, prefix + str(pattern.pattern))
        elif isinstance(pattern, URLPattern):
            yield prefix + str(pattern.pattern), pattern.name


def test_every_url_has_a_name():
    assert [path for path, name in walk() if not name] == []
