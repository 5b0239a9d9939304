-- The full-text search: one document for each message, ticket (subject, number and tags) and ticket's private notes. The words of
-- documents and of queries come from the same functions (docs/search.md, decision 037). A change of these functions needs a migration
-- that fills search_documents anew, as 20261129100000_search did with the functions of its day.

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

-- The query for one term: a word, an address, a compound, or the words of a quotation. Several words must follow each other. With
-- `prefix` the last one may go on. Null if the term has no words.
CREATE FUNCTION search_query(term text, prefix boolean, language text) RETURNS tsquery LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  wanted tsquery;
  part tsquery;
  previous int;
  w record;
BEGIN
  FOR w IN
    SELECT s.word, s.place, s.pair, s.tail, s.tail AND coalesce(lag(s.pair AND NOT s.tail) OVER (ORDER BY s.place), false) AS is_rest,
      prefix AND row_number() OVER (ORDER BY s.place DESC) = 1 AS is_last
    FROM search_words(term) AS s ORDER BY s.place
  LOOP
    -- The last character of a run is part of the pair before it.
    CONTINUE WHEN w.is_rest;
    part := CASE WHEN w.tail OR (w.is_last AND NOT w.pair) THEN format($q$'%s':*$q$, w.word) ELSE format($q$'%s'$q$, w.word) END::tsquery;
    IF NOT w.pair AND search_stem(w.word, language) IS NOT NULL THEN
      part := part || format($q$'%s'$q$, search_stem(w.word, language))::tsquery;
    END IF;
    wanted := CASE WHEN wanted IS NULL THEN part ELSE tsquery_phrase(wanted, part, w.place - previous) END;
    previous := w.place;
  END LOOP;
  -- A compound may also be written as one word.
  RETURN coalesce((SELECT wanted || format(CASE WHEN prefix THEN $q$'%s':*$q$ ELSE $q$'%s'$q$ END, p)::tsquery
    FROM search_parts(term) AS p WHERE p = (SELECT string_agg(word, '' ORDER BY place) FROM search_words(term)) LIMIT 1), wanted);
END $$;

-- About how many documents match, as the planner estimates it. It knows the frequency of single words, not of words together.
CREATE FUNCTION search_estimate(wanted tsquery) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
  plan json;
BEGIN
  EXECUTE format('EXPLAIN (FORMAT json) SELECT FROM search_documents WHERE vector @@ %L::tsquery', wanted) INTO plan;
  RETURN (plan -> 0 -> 'Plan' ->> 'Plan Rows')::float8::int;
END $$;

CREATE FUNCTION search_language() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
RETURN coalesce((SELECT search_language FROM desk_settings), 'simple');

-- ─── Triggers: statements, not rows, where many rows are inserted at once ──

CREATE FUNCTION index_tickets() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO search_documents (id, kind, ticket_id, at, vector)
  SELECT id, 'ticket', id, created_at, search_ticket_vector(subject, ticket_number, tags, search_language()) FROM added;
  RETURN NULL;
END $$;

CREATE TRIGGER index_tickets AFTER INSERT ON support_tickets REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION index_tickets();

-- Written anew instead of updated: requesters need no more than the right to write documents.
CREATE FUNCTION index_changed_ticket() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM search_documents WHERE id = NEW.id;
  INSERT INTO search_documents (id, kind, ticket_id, at, vector)
  VALUES (NEW.id, 'ticket', NEW.id, NEW.created_at, search_ticket_vector(NEW.subject, NEW.ticket_number, NEW.tags, search_language()));
  RETURN NULL;
END $$;

CREATE TRIGGER index_changed_ticket AFTER UPDATE OF subject, ticket_number, tags ON support_tickets FOR EACH ROW
  -- Those of a change of very many tickets are indexed by a job (server/src/tags/replaceTag.ts).
  WHEN ((OLD.subject, OLD.ticket_number, OLD.tags) IS DISTINCT FROM (NEW.subject, NEW.ticket_number, NEW.tags)
    AND NOT (for_whole_desk() AND coalesce(current_setting('parley.indexed_later', true), '') = 'on'))
  EXECUTE FUNCTION index_changed_ticket();

CREATE FUNCTION index_messages() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO search_documents (id, kind, ticket_id, at, audience, vector)
  SELECT id, CASE audience WHEN 'staff' THEN 'note'::search_kind ELSE 'message' END, ticket_id, created_at, audience,
    -- search_language(), read once for the statement.
    search_vector(body, 'D', coalesce((SELECT d.search_language FROM desk_settings d), 'simple'))
  FROM added WHERE body IS NOT NULL;
  RETURN NULL;
END $$;

CREATE TRIGGER index_messages AFTER INSERT ON ticket_messages REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION index_messages();

CREATE FUNCTION index_message(message uuid) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM search_documents WHERE id = message;
  INSERT INTO search_documents (id, kind, ticket_id, at, audience, vector)
  SELECT id, CASE audience WHEN 'staff' THEN 'note'::search_kind ELSE 'message' END, ticket_id, created_at, audience, search_message_vector(id, body, search_language())
  FROM ticket_messages WHERE id = message AND body IS NOT NULL;
END $$;

-- A deleted message is no longer found by anyone from the commit of its deletion on.
CREATE FUNCTION index_changed_message() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM index_message(OLD.id);
  RETURN NULL;
END $$;

CREATE TRIGGER index_changed_message AFTER UPDATE OF body ON ticket_messages FOR EACH ROW
  WHEN (OLD.body IS DISTINCT FROM NEW.body) EXECUTE FUNCTION index_changed_message();
CREATE TRIGGER index_removed_message AFTER DELETE ON ticket_messages FOR EACH ROW EXECUTE FUNCTION index_changed_message();

CREATE FUNCTION index_files() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM index_message(CASE WHEN TG_OP = 'INSERT' THEN NEW.message_id WHEN TG_OP = 'DELETE' THEN OLD.message_id
    ELSE coalesce(NEW.message_id, OLD.message_id) END);
  RETURN NULL;
END $$;

CREATE TRIGGER index_files AFTER INSERT ON attachments FOR EACH ROW WHEN (NEW.message_id IS NOT NULL) EXECUTE FUNCTION index_files();
CREATE TRIGGER index_changed_files AFTER UPDATE OF message_id, state, file_name ON attachments FOR EACH ROW
  WHEN ((OLD.message_id IS NOT NULL OR NEW.message_id IS NOT NULL)
    AND (OLD.message_id, OLD.state, OLD.file_name) IS DISTINCT FROM (NEW.message_id, NEW.state, NEW.file_name))
  EXECUTE FUNCTION index_files();
CREATE TRIGGER index_removed_files AFTER DELETE ON attachments FOR EACH ROW
  WHEN (OLD.message_id IS NOT NULL AND OLD.state = 'attached') EXECUTE FUNCTION index_files();

CREATE FUNCTION index_notes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    DELETE FROM search_documents WHERE id = search_notes_id(OLD.ticket_id);
  ELSIF NEW.body = '' THEN
    DELETE FROM search_documents WHERE id = search_notes_id(NEW.ticket_id);
  ELSE
    INSERT INTO search_documents (id, kind, ticket_id, at, vector)
    -- Imported notes have no time of their own.
    VALUES (search_notes_id(NEW.ticket_id), 'ticket_notes', NEW.ticket_id,
      coalesce(NEW.edited_at, (SELECT t.created_at FROM support_tickets t WHERE t.id = NEW.ticket_id)), search_vector(NEW.body, 'D', search_language()))
    ON CONFLICT (id) DO UPDATE SET at = excluded.at, vector = excluded.vector;
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER index_notes AFTER INSERT OR DELETE OR UPDATE OF body ON ticket_notes FOR EACH ROW EXECUTE FUNCTION index_notes();

-- ─── search_documents ──────────────────────────────────────────────────────

GRANT SELECT, INSERT, UPDATE, DELETE ON search_documents TO parley_staff;
GRANT SELECT, INSERT, DELETE ON search_documents TO parley_requester;
-- Folded away by the planner (decision 002): a condition that remained would keep `@@`, which is not leakproof, from the index.
CREATE POLICY staff ON search_documents TO parley_staff USING (identified_as('staff')) WITH CHECK (identified_as('staff'));
-- Never internal notes; of tickets that are not their own, only the messages that they can see.
CREATE POLICY requester_read ON search_documents FOR SELECT TO parley_requester USING (
  kind IN ('ticket', 'message') AND audience <> 'staff' AND (
    (audience IN ('participants', 'requester') AND ticket_id = ANY (ARRAY(SELECT t.id FROM support_tickets t WHERE t.requester_id = (SELECT viewer_id()))))
    OR (kind = 'ticket' AND EXISTS (SELECT 1 FROM support_tickets t WHERE t.id = ticket_id))
    OR (kind = 'message' AND EXISTS (SELECT 1 FROM ticket_messages m WHERE m.id = search_documents.id))));
-- Only the triggers above write: the server's roles own no table, so none of their own statements runs inside a trigger.
CREATE POLICY requester_index ON search_documents FOR INSERT TO parley_requester WITH CHECK (
  pg_trigger_depth() > 0 AND kind IN ('ticket', 'message') AND EXISTS (SELECT 1 FROM support_tickets t WHERE t.id = ticket_id));
CREATE POLICY requester_unindex ON search_documents FOR DELETE TO parley_requester USING (pg_trigger_depth() > 0);
