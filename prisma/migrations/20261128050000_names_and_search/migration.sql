-- Names are listed in the order of the Unicode collation and found whatever their case, accents and Unicode form. Both are
-- the same on every server, whatever its locale.

-- ─── Search ──────────────────────────────────────────────────────────────────
-- The form that searches compare. The client has the same rule in lib/searchKey.ts. The classes are the accents of Latin, Greek and
-- Cyrillic letters, the points of Hebrew and Arabic ones, and characters that cannot be seen.

CREATE FUNCTION search_key(input text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN octet_length(input) = length(input) THEN lower(input COLLATE "C") ELSE
  replace(replace(replace(translate(normalize(lower(regexp_replace(normalize(input, NFKD),
    '[\u0300-\u036F\u0591-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5\u05C7\u0610-\u061A\u064B-\u065F\u0670\u00AD\u200B-\u200F\u2060\uFEFF]', '', 'g')
    COLLATE "und-x-icu"), NFC), 'øłđħŧıς', 'oldhtiσ'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe') COLLATE "C" END;

-- For LIKE: the text anywhere within a search_key.
CREATE FUNCTION search_pattern(input text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN '%' || regexp_replace(search_key(input), '([\\%_])', '\\\1', 'g') || '%';

DROP INDEX "users_name_idx";
CREATE INDEX "users_name_search" ON "users" USING GIN (search_key("name") gin_trgm_ops);
DROP INDEX "sellers_shop_name_idx";
CREATE INDEX "sellers_shop_name_search" ON "sellers" USING GIN (search_key("shop_name") gin_trgm_ops);
DROP INDEX "support_tickets_subject_idx";
CREATE INDEX "support_tickets_subject_search" ON "support_tickets" USING GIN (search_key("subject") gin_trgm_ops);

-- ─── Order ───────────────────────────────────────────────────────────────────

DROP INDEX "users_name_id_idx";
CREATE INDEX "users_name_id_idx" ON "users" ("name" COLLATE "und-x-icu", "id");
DROP INDEX "users_role_name_id_idx";
CREATE INDEX "users_role_name_id_idx" ON "users" ("role", "name" COLLATE "und-x-icu", "id");
DROP INDEX "sellers_shop_name_id_idx";
CREATE INDEX "sellers_shop_name_id_idx" ON "sellers" ("shop_name" COLLATE "und-x-icu", "id");

-- ─── Names that are there already ────────────────────────────────────────────
-- In the form that new names have: NFC, and without characters that set the direction of what stands beside them. Nobody is
-- notified of it. The migration's own role sees no row under FORCE.

ALTER TABLE users NO FORCE ROW LEVEL SECURITY;
ALTER TABLE sellers NO FORCE ROW LEVEL SECURITY;
ALTER TABLE users DISABLE TRIGGER USER;
ALTER TABLE sellers DISABLE TRIGGER USER;
UPDATE users SET name = normalize(regexp_replace(name, '[\u202A-\u202E\u2066-\u2069]', '', 'g'), NFC)
  WHERE name ~ '[\u202A-\u202E\u2066-\u2069]' OR name IS NOT NFC NORMALIZED;
UPDATE sellers SET shop_name = normalize(regexp_replace(shop_name, '[\u202A-\u202E\u2066-\u2069]', '', 'g'), NFC)
  WHERE shop_name ~ '[\u202A-\u202E\u2066-\u2069]' OR shop_name IS NOT NFC NORMALIZED;
ALTER TABLE users ENABLE TRIGGER USER;
ALTER TABLE sellers ENABLE TRIGGER USER;
ALTER TABLE users FORCE ROW LEVEL SECURITY;
ALTER TABLE sellers FORCE ROW LEVEL SECURITY;
