#!/bin/sh
# Runs once, when PostgreSQL creates its data folder. Parley's owner may create roles but is no superuser; the order and case of
# texts are the same on every machine.
set -eu
psql --username "$POSTGRES_USER" --dbname postgres --set ON_ERROR_STOP=1 --set password="$DATABASE_PASSWORD" <<'SQL'
create role parley_owner login createrole password :'password';
create database parley owner parley_owner template template0 encoding 'UTF8' locale 'C' locale_provider builtin builtin_locale 'C.UTF-8';
revoke connect on database parley from public;
SQL
