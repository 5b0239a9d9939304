-- The index of the full-text search. Triggers (prisma/sql/67_search.sql) keep it up to date in the transaction of each change.
CREATE TYPE "search_kind" AS ENUM ('ticket', 'message', 'note', 'ticket_notes');

CREATE TABLE "search_documents" (
  "id" UUID NOT NULL,
  "kind" "search_kind" NOT NULL,
  "ticket_id" UUID NOT NULL,
  "at" TIMESTAMPTZ(6) NOT NULL,
  "vector" tsvector NOT NULL,

  CONSTRAINT "search_documents_pkey" PRIMARY KEY ("id")
);

ALTER TABLE "search_documents" ADD CONSTRAINT "search_documents_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "support_tickets"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "desk_settings" ADD COLUMN "search_language" TEXT NOT NULL DEFAULT 'english';

-- The planner chooses between the newest documents and the index of words by how frequent it knows words to be.
ALTER TABLE "search_documents" ALTER COLUMN "vector" SET STATISTICS 500;

-- The words of a text with their places. Words end at everything but letters, digits and marks. A run of characters of a script without spaces becomes its overlapping pairs of
-- characters, one for each place, and `tail`, its last character alone.
CREATE FUNCTION search_words(input text) RETURNS TABLE (word text, place int, pair boolean, tail boolean)
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  separators CONSTANT text := '[\u0001-\u002F\u003A-\u0040\u005B-\u0060\u007B-\u00BF\u00D7\u00F7\u02C2-\u02DF\u037E\u0387\u055A-\u055F\u0589\u058A\u05BE\u05C0\u05C3\u05C6\u05F3\u05F4\u060C\u060D\u061B-\u061F\u066A-\u066D\u06D4\u0700-\u070D\u0964\u0965\u0970\u0E2F\u0E3F\u0E4F\u0E5A\u0E5B\u0F04-\u0F14\u0F3A-\u0F3D\u104A-\u104F\u10FB\u1360-\u1368\u17D4-\u17DA\u1800-\u180A\u2000-\u206F\u20A0-\u20CF\u2190-\u25FF\u27C0-\u2BFF\u2E00-\u2E7F\u3000-\u3004\u3008-\u3020\u3030\u303D-\u303F\u30A0\u30FB\uFE00-\uFE6F\uFF00-\uFF0F\uFF1A-\uFF20\uFF3B-\uFF40\uFF5B-\uFF65\uFFE0-\uFFFF]+';
  unspaced CONSTANT text := '[\u0E01-\u0E4E\u0E81-\u0EDF\u1000-\u109F\u1780-\u17D3\u2600-\u27BF\u3005-\u3007\u3041-\u30FF\u3105-\u31BF\u31F0-\u31FF\u3400-\u4DBF\u4E00-\uA48F\uAC00-\uD7A3\uF900-\uFAFF\U0001F000-\U0001FAFF\U00020000-\U0003FFFF]+';
  key text := search_key(input);
BEGIN
  IF octet_length(key) = length(key) OR key !~ unspaced THEN
    RETURN QUERY SELECT CASE WHEN octet_length(key) = length(key) THEN w ELSE left(w, 200) END, n::int, false, false
      FROM regexp_split_to_table(key, separators) WITH ORDINALITY AS s (w, n) WHERE w <> '';
    RETURN;
  END IF;
  RETURN QUERY
    WITH runs AS (
      SELECT w, n, w ~ ('^' || unspaced) AS is_unspaced
      FROM regexp_split_to_table(regexp_replace(key, '(' || unspaced || ')', ' \1 ', 'g'), separators) WITH ORDINALITY AS s (w, n) WHERE w <> ''),
    placed AS (
      SELECT w, is_unspaced, (sum(CASE WHEN is_unspaced THEN length(w) ELSE 1 END) OVER (ORDER BY n))::int
        - CASE WHEN is_unspaced THEN length(w) ELSE 1 END AS before
      FROM runs)
    SELECT left(w, 200), before + 1, false, false FROM placed WHERE NOT is_unspaced
    UNION ALL
    SELECT substr(w, i, 2), before + i, true, i = length(w) FROM placed, generate_series(1, length(w)) AS i WHERE is_unspaced;
END $$;

-- Words that a text also contains, without a place: compounds without their hyphens and apostrophes (“e-mail” as “email”), and numbers of three
-- digits or more beside letters (“INV20240012”).
CREATE FUNCTION search_parts(input text) RETURNS SETOF text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  letters CONSTANT text := '[^\u0001-\u002F\u003A-\u0040\u005B-\u0060\u007B-\u00BF\u2000-\u206F\u3000-\u303F]+';
  key text := search_key(input);
BEGIN
  IF key ~ '[-''\u2010\u2019]' THEN
    RETURN QUERY SELECT left(regexp_replace(m[1], '[-''\u2010\u2019]', '', 'g'), 200)
      FROM regexp_matches(key, '(' || letters || '(?:[-''\u2010\u2019]' || letters || ')+)', 'g') AS m;
  END IF;
  IF key ~ '[a-z][0-9]{3}|[0-9]{3}[a-z]' THEN
    RETURN QUERY SELECT left(coalesce(m[1], m[2]), 200) FROM regexp_matches(key, '[a-z]([0-9]{3,})|([0-9]{3,})(?=[a-z])', 'g') AS m;
  END IF;
END $$;

-- The form of a word in the desk's language; null if that is the word itself, or one too frequent to be looked for.
CREATE FUNCTION search_stem(word text, language text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN language <> 'simple' AND word !~ '[0-9]' THEN nullif((ts_lexize((language || '_stem')::regdictionary, word))[1], word) END;

-- The vector of a text of ordinary length: each word, and at the same place its form in the desk's language. PostgreSQL's parser only gets
-- words of ASCII letters and digits, which it takes as they are, whatever the server's locale.
CREATE FUNCTION search_vector_of(input text, weight text, language text) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  key text := CASE WHEN octet_length(input) = length(input) THEN lower(input COLLATE "C") ELSE search_key(input) END;
  vector tsvector;
BEGIN
  IF octet_length(key) <> length(key) THEN
    key := regexp_replace(key, '[\u007F-\u00BF\u2000-\u206F\u20A0-\u20CF]', ' ', 'g');
  END IF;
  -- The parser would split “12e5ab” after the number.
  IF octet_length(key) = length(key) AND key !~ '[0-9]e[0-9]' THEN
    key := translate(key, E' !"#$%&''()*+,-./:;<=>?@[\\]^_`{|}~\t\n\r\f', repeat(' ', 37));
    vector := to_tsvector('pg_catalog.simple', key);
    IF language <> 'simple' THEN
      vector := (vector::text || ' ' || to_tsvector(('pg_catalog.' || language)::regconfig, key)::text)::tsvector;
    END IF;
  ELSE
    SELECT coalesce(string_agg('''' || w.word || ''':' || w.at || coalesce(' ''' || w.stem || ''':' || w.at, ''), ' '), '')::tsvector
    INTO vector
    FROM (SELECT word, least(place, 16383) AS at, CASE WHEN NOT pair THEN search_stem(word, language) END AS stem FROM search_words(input) OFFSET 0) w;
  END IF;
  IF input ~ '[-''\u2010\u2011\u2019]|[A-Za-z][0-9]|[0-9][A-Za-z]' THEN
    vector := vector || coalesce((SELECT string_agg(format('''%s''', part), ' ') FROM search_parts(input) AS part)::tsvector, '');
  END IF;
  RETURN setweight(vector, weight::"char");
END $$;

-- The vector of any text. A vector has at most 1 MiB: of long texts (which only imports write), the first part has places, the
-- others only words, and what no longer fits is left out.
CREATE FUNCTION search_vector(input text, weight text, language text) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  part CONSTANT int := 50000;
  vector tsvector := search_vector_of(left(input, part), weight, language);
  start int := part;
BEGIN
  WHILE start < length(input) AND pg_column_size(vector) < 600000 LOOP
    vector := vector || strip(search_vector_of(substr(input, start - 200, part), weight, language));
    start := start + part - 201;
  END LOOP;
  RETURN vector;
END $$;

-- Two texts' vectors as one, with a gap between their places.
CREATE FUNCTION search_join(first tsvector, second tsvector) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ts_delete(first || ''' '':1'::tsvector || second, ' ');

CREATE FUNCTION search_ticket_vector(subject text, number text, tags text[], language text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN search_join(search_join(search_vector(subject, 'A', language), search_vector(number || ' ' || regexp_replace(number, '-0+', '-'), 'A', 'simple')),
  search_vector(array_to_string(tags, ' '), 'B', language));

-- A message's text and the names of its files.
CREATE FUNCTION search_message_vector(message uuid, body text, language text) RETURNS tsvector LANGUAGE sql STABLE PARALLEL SAFE
RETURN search_join(search_vector(body, 'D', language), search_vector(coalesce((
  SELECT string_agg(file_name, ' ' ORDER BY position, id) FROM attachments WHERE message_id = message AND state = 'attached'), ''), 'B', language));

-- The id of the document of a ticket's private notes.
CREATE FUNCTION search_notes_id(ticket uuid) RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN md5('notes of ' || ticket)::uuid;

-- ─── Fill ────────────────────────────────────────────────────────────────────
-- The rows that are there already, with the functions as they are today; prisma/sql/67_search.sql defines them from now on. The
-- migration's own role sees no row under FORCE.
ALTER TABLE support_tickets NO FORCE ROW LEVEL SECURITY;
ALTER TABLE ticket_messages NO FORCE ROW LEVEL SECURITY;
ALTER TABLE ticket_notes NO FORCE ROW LEVEL SECURITY;
ALTER TABLE attachments NO FORCE ROW LEVEL SECURITY;

INSERT INTO search_documents (id, kind, ticket_id, at, vector)
  SELECT id, 'ticket'::search_kind, id, created_at, search_ticket_vector(subject, ticket_number, tags, 'english') FROM support_tickets
  UNION ALL
  SELECT id, (CASE audience WHEN 'staff' THEN 'note' ELSE 'message' END)::search_kind, ticket_id, created_at, search_message_vector(id, body, 'english')
  FROM ticket_messages WHERE body IS NOT NULL
  UNION ALL
  SELECT search_notes_id(ticket_id), 'ticket_notes'::search_kind, ticket_id, coalesce(edited_at, now()), search_vector(body, 'D', 'english')
  FROM ticket_notes WHERE body <> '';

ALTER TABLE support_tickets FORCE ROW LEVEL SECURITY;
ALTER TABLE ticket_messages FORCE ROW LEVEL SECURITY;
ALTER TABLE ticket_notes FORCE ROW LEVEL SECURITY;
ALTER TABLE attachments FORCE ROW LEVEL SECURITY;

DROP FUNCTION search_message_vector, search_notes_id, search_ticket_vector, search_join, search_vector, search_vector_of, search_stem, search_parts, search_words;

CREATE INDEX "search_documents_ticket_id_idx" ON "search_documents"("ticket_id");
CREATE INDEX "search_documents_at_id_idx" ON "search_documents"("at" DESC, "id" DESC);
-- New words are collected and added in groups; the group is small, since each search reads it as a whole.
CREATE INDEX "search_documents_vector_idx" ON "search_documents" USING GIN ("vector") WITH (gin_pending_list_limit = 512);
