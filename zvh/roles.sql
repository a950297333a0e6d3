-- The two roles of the product. Running it again changes nothing. PostgreSQL 15 and later.
-- It sets no passwords. On a server of your own, as its superuser:
--   psql --set ON_ERROR_STOP=1 --file zvh/roles.sql
--   createdb --owner zvh_owner --encoding UTF8 --template template0 --locale C.UTF-8 zvh
-- No empty line inside a statement: the embedded database reads up to a semicolon and an empty line.

DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'zvh_owner') THEN
        CREATE ROLE zvh_owner;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'zvh_app') THEN
        CREATE ROLE zvh_app;
    END IF;
END
$$;

-- Migrates and owns the tables. NOINHERIT: it takes on zvh_app only by SET ROLE.
ALTER ROLE zvh_owner LOGIN NOINHERIT CREATEDB NOSUPERUSER NOCREATEROLE NOREPLICATION NOBYPASSRLS;

-- Serves the pages. Owns nothing; row security binds it.
ALTER ROLE zvh_app LOGIN INHERIT NOCREATEDB NOSUPERUSER NOCREATEROLE NOREPLICATION NOBYPASSRLS;

-- Tables lie on a solid-state disk or in memory: with the default of 4, which is for turning disks, a list reads whole tables.
ALTER ROLE zvh_app SET random_page_cost = 1.1;

GRANT zvh_app TO zvh_owner;
