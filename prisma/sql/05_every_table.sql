-- Applies to every table, including those of future migrations: row-level security is enabled and forced (also for the owner),
-- so a table without policies shows no rows; imports, seeds and background maintenance can access all but the audit log.

DO $$
DECLARE
  t text;
BEGIN
  FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename NOT IN ('_prisma_migrations', '_parley_definitions')
    AND tablename = coalesce(nullif(current_setting('parley.only_table', true), ''), tablename) LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    CONTINUE WHEN t = 'audit_log';
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO parley_maintenance', t);
    EXECUTE format('CREATE POLICY maintenance ON %I TO parley_maintenance USING (identified_as(''maintenance'')) WITH CHECK (identified_as(''maintenance''))', t);
  END LOOP;
END $$;
