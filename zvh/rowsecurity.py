"""Puts the policies of all apps in force after a migrate, and refuses a role that could look past them."""

import os

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, transaction

APPS = ("audit", "partners", "signals", "cases", "meetings", "desk")

START_FROM_NOTHING = """
SET LOCAL client_min_messages = warning;
DO $$ DECLARE p record; BEGIN
  FOR p IN SELECT policyname, tablename FROM pg_policies WHERE schemaname = 'public' LOOP
    EXECUTE format('DROP POLICY %I ON %I', p.policyname, p.tablename);
  END LOOP;
END $$;
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM zvh_app;
REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM zvh_app;
CREATE SCHEMA IF NOT EXISTS zvh;
DO $$ DECLARE f regprocedure; BEGIN  -- their triggers and views go with them, and functions that were made of them
  FOR f IN SELECT p.oid::regprocedure FROM pg_proc p WHERE p.pronamespace = 'zvh'::regnamespace LOOP
    IF EXISTS (SELECT FROM pg_proc p WHERE p.oid = f) THEN EXECUTE format('DROP FUNCTION %s CASCADE', f); END IF;
  END LOOP;
  IF EXISTS (SELECT FROM pg_database WHERE datname = current_database() AND pg_has_role(datdba, 'MEMBER')) THEN
    -- who may make a temporary function can look into rows before the condition of a view is applied
    EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
    -- compiling a query through many policies takes longer than running it: 290 ms for 15
    EXECUTE format('ALTER DATABASE %I SET jit = off', current_database());
  END IF;
END $$;
SET LOCAL check_function_bodies = off;  -- a rule may name tables of an app that comes later
GRANT USAGE ON SCHEMA zvh, public TO zvh_app;
"""

# A new function is for everybody, also when it is written for the owner alone (`pgtrigger` writes into public).
CLOSE_FUNCTIONS = """
DO $$ DECLARE f regprocedure; BEGIN
  FOR f IN SELECT p.oid::regprocedure FROM pg_proc p WHERE p.proowner = current_user::regrole
           AND p.pronamespace IN ('zvh'::regnamespace, 'public'::regnamespace) LOOP
    EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', f);
  END LOOP;
END $$
"""

# MEMBER and not USAGE: a role that may only SET ROLE to the owner can look past the policies as well.
BOUND = """
SELECT rolsuper OR rolbypassrls OR pg_has_role(rolname, (
         SELECT relowner FROM pg_class WHERE oid = to_regclass('public.signals_signal')), 'MEMBER')
FROM pg_roles WHERE rolname = current_user
"""


MAY_CREATE = """
SET ROLE pg_database_owner;
GRANT USAGE, CREATE ON SCHEMA public TO zvh_owner;
RESET ROLE
"""


def let_owner_create(sender=None, **kwargs):
    """Before the first migration: zvh_owner inherits nothing, so also not what owning the database gives."""
    if sender is None or sender.name != APPS[0]:
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_schema_privilege(current_user, 'public', 'CREATE')")
        if not cursor.fetchone()[0]:
            cursor.execute(MAY_CREATE)


def policy_files():
    """Of each app first policies.sql, then policies_<subject>.sql, which builds on it."""
    return [path for app in APPS for path in sorted((settings.BASE_DIR / app).glob("policies*.sql"))]


def apply_policies(sender=None, **kwargs):
    """After the last migration: what is not written in one of these files does not exist."""
    if sender is not None and sender.name != APPS[-1]:
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(START_FROM_NOTHING)
        for path in policy_files():
            cursor.execute(path.read_text())
        cursor.execute(CLOSE_FUNCTIONS)


_checked = set()


def refuse_bypass(sender, connection, **kwargs):
    """Once per process: a serving role that is not bound by row security must not start."""
    role = "owner" if os.environ.get("ZVH_ROLE") == "owner" else "app"
    if role == "owner" or "assume_role" in connection.settings_dict["OPTIONS"] or role in _checked:
        return
    with connection.cursor() as cursor:
        cursor.execute(BOUND)
        (unbound,) = cursor.fetchone()
    if unbound:
        raise ImproperlyConfigured(
            "De databaserol is niet gebonden aan de rijbeveiliging: start met DATABASE_URL van zvh_app."
        )
    _checked.add(role)


def guarded_tables():
    """Tables of our own models: what the tests walk."""
    return [model._meta.db_table for app in APPS for model in apps.get_app_config(app).get_models()]
