-- search_key() itself is defined by a migration: indexes use it, so it cannot be dropped and created again here.

-- A LIKE pattern for text anywhere within a search_key.
CREATE FUNCTION search_pattern(input text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN '%' || regexp_replace(search_key(input), '([\\%_])', '\\\1', 'g') || '%';
