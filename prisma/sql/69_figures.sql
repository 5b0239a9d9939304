-- Analytics (docs/analytics.md): the figures that are computed from facts, and counts of finished days that make them fast.

-- ─── Counted days ────────────────────────────────────────────────────────────

CREATE FUNCTION desk_time_zone() RETURNS text LANGUAGE sql STABLE RETURN (SELECT d.time_zone FROM desk_settings d);

-- What a fact is counted under in this dimension.
CREATE FUNCTION fact_keys(f ticket_facts, of_dimension text) RETURNS SETOF text LANGUAGE sql STABLE AS $$
  SELECT k FROM unnest(CASE of_dimension
    WHEN 'all' THEN '{""}'
    WHEN 'agent' THEN ARRAY[f.agent_id::text]
    WHEN 'assignee' THEN ARRAY[f.assignee_id::text]
    WHEN 'team' THEN ARRAY[f.team]
    WHEN 'type' THEN ARRAY[f.ticket_type::text]
    WHEN 'shop' THEN ARRAY[f.seller_id::text]
    WHEN 'tag' THEN f.tags
    WHEN 'day' THEN ARRAY[(f.at AT TIME ZONE (SELECT desk_time_zone()))::date::text]
    WHEN 'hour' THEN ARRAY[to_char(f.at AT TIME ZONE (SELECT desk_time_zone()), 'ID-FMHH24')] END) AS k
  WHERE k IS NOT NULL
$$;

-- Counts the facts of a finished day. Whoever changes one meanwhile adds to stale_figures, which this transaction does not see.
CREATE FUNCTION count_day(of_day date) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  starts timestamptz := of_day::timestamp AT TIME ZONE desk_time_zone();
  ends timestamptz := (of_day + 1)::timestamp AT TIME ZONE desk_time_zone();
BEGIN
  DELETE FROM stale_figures s WHERE s.at >= starts AND s.at < ends;
  DELETE FROM figure_days d WHERE d.day = of_day;
  DELETE FROM daily_figures f WHERE f.day = date_trunc('month', of_day)::date AND f.dimension LIKE '%:month';
  INSERT INTO figure_days VALUES (of_day, starts, ends, desk_time_zone());
  WITH keyed AS MATERIALIZED (
    SELECT d.dimension, k.key, f.kind, f.bucket, f.working_bucket FROM ticket_facts f
      CROSS JOIN unnest('{all,agent,assignee,team,type,shop,tag,hour}'::text[]) AS d (dimension)
      CROSS JOIN LATERAL fact_keys(f, d.dimension) AS k (key)
    WHERE f.at >= starts AND f.at < ends),
  wall AS (
    SELECT dimension, key, kind, array_agg(bucket ORDER BY bucket) AS buckets, array_agg(n ORDER BY bucket) AS counts
    FROM (SELECT dimension, key, kind, bucket, count(*)::int AS n FROM keyed WHERE bucket IS NOT NULL GROUP BY 1, 2, 3, 4) c GROUP BY 1, 2, 3),
  working AS (
    SELECT dimension, key, kind, array_agg(bucket ORDER BY bucket) AS buckets, array_agg(n ORDER BY bucket) AS counts
    FROM (SELECT dimension, key, kind, working_bucket AS bucket, count(*)::int AS n FROM keyed WHERE working_bucket IS NOT NULL GROUP BY 1, 2, 3, 4) c
    GROUP BY 1, 2, 3)
  INSERT INTO daily_figures (dimension, day, key, kind, count, buckets, bucket_counts, working_buckets, working_bucket_counts)
  SELECT dimension, of_day, key, kind, n, coalesce(wall.buckets, '{}'), coalesce(wall.counts, '{}'),
    coalesce(working.buckets, '{}'), coalesce(working.counts, '{}')
  FROM (SELECT dimension, key, kind, count(*)::int AS n FROM keyed GROUP BY 1, 2, 3) c
    LEFT JOIN wall USING (dimension, key, kind) LEFT JOIN working USING (dimension, key, kind);
END $$;

-- The finished days that are not counted, or whose facts have changed since, latest first.
CREATE FUNCTION days_to_count() RETURNS SETOF date LANGUAGE sql STABLE AS $$
  WITH zone AS (SELECT desk_time_zone() AS name),
  stale AS (SELECT DISTINCT (s.at AT TIME ZONE zone.name)::date AS day FROM stale_figures s, zone)
  SELECT d.day::date FROM zone, generate_series(
    (SELECT min(f.at) FROM ticket_facts f) AT TIME ZONE zone.name, ((now() - interval '2 hours') AT TIME ZONE zone.name)::date - interval '1 day',
    interval '1 day') AS d (day)
  WHERE d.day::date IN (SELECT day FROM stale)
    OR NOT EXISTS (SELECT FROM figure_days f WHERE f.day = d.day::date AND f.time_zone = zone.name)
  ORDER BY 1 DESC
$$;

CREATE FUNCTION days_of_month(first date) RETURNS int LANGUAGE sql IMMUTABLE
  RETURN extract(day FROM first + interval '1 month' - interval '1 day')::int;

-- Whole months of counted days without their sums, latest first.
CREATE FUNCTION months_to_count() RETURNS SETOF date LANGUAGE sql STABLE AS $$
  SELECT date_trunc('month', d.day)::date FROM figure_days d
  WHERE d.time_zone = (SELECT desk_time_zone())
  GROUP BY 1 HAVING count(*) = days_of_month(date_trunc('month', min(d.day))::date)
    AND NOT EXISTS (SELECT FROM daily_figures f WHERE f.dimension = 'all:month' AND f.day = date_trunc('month', min(d.day))::date)
    AND EXISTS (SELECT FROM daily_figures f WHERE f.dimension = 'all' AND f.day >= min(d.day) AND f.day <= max(d.day))
  ORDER BY 1 DESC
$$;

-- Adds up the figures of a month's days, as rows of its first day: a year is read from twelve of them. The rows of the days are
-- locked, so that none is counted again meanwhile: count_day() removes these sums.
CREATE FUNCTION count_month(first date) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  until date := first + days_of_month(first);
BEGIN
  PERFORM FROM figure_days d WHERE d.day >= first AND d.day < until ORDER BY d.day FOR SHARE;
  IF (SELECT count(*) FROM figure_days d WHERE d.day >= first AND d.day < until) < days_of_month(first) THEN
    RETURN;
  END IF;
  WITH days AS MATERIALIZED (
    SELECT d.* FROM daily_figures d WHERE d.day >= first AND d.day < until AND d.dimension NOT LIKE '%:month'),
  wall AS (
    SELECT dimension, key, kind, array_agg(bucket ORDER BY bucket) AS buckets, array_agg(n ORDER BY bucket) AS counts FROM (
      SELECT dimension, key, kind, bucket, sum(n)::int AS n FROM days CROSS JOIN LATERAL unnest(buckets, bucket_counts) AS u (bucket, n)
      GROUP BY 1, 2, 3, 4) c GROUP BY 1, 2, 3),
  working AS (
    SELECT dimension, key, kind, array_agg(bucket ORDER BY bucket) AS buckets, array_agg(n ORDER BY bucket) AS counts FROM (
      SELECT dimension, key, kind, bucket, sum(n)::int AS n
      FROM days CROSS JOIN LATERAL unnest(working_buckets, working_bucket_counts) AS u (bucket, n)
      GROUP BY 1, 2, 3, 4) c GROUP BY 1, 2, 3)
  INSERT INTO daily_figures (dimension, day, key, kind, count, buckets, bucket_counts, working_buckets, working_bucket_counts)
  SELECT dimension || ':month', first, key, kind, n, coalesce(wall.buckets, '{}'), coalesce(wall.counts, '{}'),
    coalesce(working.buckets, '{}'), coalesce(working.counts, '{}')
  FROM (SELECT dimension, key, kind, sum(count)::int AS n FROM days GROUP BY 1, 2, 3) c
    LEFT JOIN wall USING (dimension, key, kind) LEFT JOIN working USING (dimension, key, kind)
  ON CONFLICT DO NOTHING;
END $$;

-- The counted days within a period. Only admins use them: others see some facts of each day.
CREATE FUNCTION counted_days(since timestamptz, until timestamptz) RETURNS TABLE (day date, period tstzrange) LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF is_admin() THEN
    RETURN QUERY SELECT d.day, tstzrange(d.starts_at, d.ends_at) FROM figure_days d
      WHERE d.starts_at >= since AND d.ends_at <= until AND d.time_zone = (SELECT desk_time_zone())
        AND d.day NOT IN (SELECT (s.at AT TIME ZONE (SELECT desk_time_zone()))::date FROM stale_figures s);
  END IF;
END $$;

-- What was counted in a period, by day or, where possible, by whole months. Nothing for others than admins, who may not read the table.
CREATE FUNCTION counted_figures(since timestamptz, until timestamptz, of_dimension text, by_day boolean, of_kind fact_kind DEFAULT NULL)
RETURNS SETOF daily_figures LANGUAGE plpgsql STABLE ROWS 10000 AS $$
DECLARE
  days date[];
  months date[];
BEGIN
  IF is_admin() THEN
    days := ARRAY(SELECT c.day FROM counted_days(since, until) c);
    months := ARRAY(
      SELECT date_trunc('month', d.day)::date FROM unnest(days) AS d (day) WHERE NOT by_day
      GROUP BY 1 HAVING count(*) = days_of_month(date_trunc('month', min(d.day))::date)
        AND EXISTS (SELECT FROM daily_figures f WHERE f.dimension = 'all:month' AND f.day = date_trunc('month', min(d.day))::date));
    RETURN QUERY SELECT f.* FROM daily_figures f WHERE f.dimension = of_dimension || ':month' AND f.day = ANY (months)
      AND (of_kind IS NULL OR f.kind = of_kind);
    days := ARRAY(SELECT d.day FROM unnest(days) AS d (day) WHERE date_trunc('month', d.day)::date <> ALL (months));
    RETURN QUERY SELECT f.* FROM daily_figures f WHERE f.dimension = of_dimension AND f.day = ANY (days) AND (of_kind IS NULL OR f.kind = of_kind);
  END IF;
END $$;

-- ─── Figures ─────────────────────────────────────────────────────────────────

-- The facts of a period as the viewer may see them: an agent's own, and those of a seller's shops without their agents, teams and tags.
CREATE FUNCTION visible_facts(since timestamptz, until timestamptz, of_kind fact_kind DEFAULT NULL) RETURNS SETOF ticket_facts
LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF is_staff() THEN
    RETURN QUERY SELECT f.* FROM ticket_facts f WHERE f.at >= since AND f.at < until AND (of_kind IS NULL OR f.kind = of_kind);
  ELSE
    RETURN QUERY SELECT f.ticket_id, f.seq, f.kind, f.at, NULL::uuid, f.seconds, f.working_seconds, f.bucket, f.working_bucket,
      NULL::uuid, ''::text, f.ticket_type, f.seller_id, '{}'::text[]
    FROM ticket_facts f WHERE f.at >= since AND f.at < until AND (of_kind IS NULL OR f.kind = of_kind);
  END IF;
END $$;

-- Those of them that are not counted yet. One query for each gap: a join would be planned for a hundred gaps, and read the whole table.
CREATE FUNCTION uncounted_facts(since timestamptz, until timestamptz) RETURNS SETOF ticket_facts LANGUAGE plpgsql STABLE AS $$
DECLARE
  gap tstzrange;
BEGIN
  FOR gap IN SELECT unnest(tstzmultirange(tstzrange(since, until)) - coalesce((SELECT range_agg(c.period) FROM counted_days(since, until) c), '{}')) LOOP
    RETURN QUERY SELECT f.* FROM visible_facts(lower(gap), upper(gap)) f;
  END LOOP;
END $$;

-- Whether a fact is one of the viewer's figures: an agent's are what they answered and resolved, and what is assigned to them.
CREATE FUNCTION is_figure(f ticket_facts) RETURNS boolean LANGUAGE sql STABLE
  RETURN viewer_role() <> 'agent' OR CASE WHEN f.kind IN ('answered', 'resolved') THEN f.agent_id ELSE f.assignee_id END = viewer_id();

-- The number of facts of each kind; by day if it is not broken down.
CREATE FUNCTION figure_counts(since timestamptz, until timestamptz, of_dimension text) RETURNS TABLE (day date, key text, kind fact_kind, n int)
LANGUAGE sql STABLE AS $$
  SELECT c.day, c.key, c.kind, sum(c.n)::int FROM (
    SELECT CASE WHEN of_dimension = 'all' THEN d.day END AS day, d.key, d.kind, d.count AS n
    FROM counted_figures(since, until, of_dimension, of_dimension = 'all') d
    UNION ALL
    SELECT CASE WHEN of_dimension = 'all' THEN (f.at AT TIME ZONE (SELECT desk_time_zone()))::date END, k.key, f.kind, 1
    FROM uncounted_facts(since, until) AS f CROSS JOIN LATERAL fact_keys(f, of_dimension) AS k (key) WHERE is_figure(f)) AS c
  GROUP BY 1, 2, 3
$$;

-- The number of open tickets at a time.
CREATE FUNCTION figure_backlog(until timestamptz, of_dimension text) RETURNS TABLE (key text, n int) LANGUAGE sql STABLE AS $$
  SELECT c.key, sum(CASE c.kind WHEN 'resolved' THEN -c.n ELSE c.n END)::int FROM (
    SELECT d.key, d.kind, d.count AS n FROM counted_figures('-infinity', until, of_dimension, false) d
    UNION ALL
    SELECT k.key, f.kind, 1 FROM uncounted_facts('-infinity', until) AS f CROSS JOIN LATERAL fact_keys(f, of_dimension) AS k (key)
    WHERE viewer_role() <> 'agent' OR f.assignee_id = viewer_id()) AS c
  WHERE c.kind <> 'answered' GROUP BY 1
$$;

-- Up to this many times of a period, percentiles are computed from each of them; beyond, from their distribution.
CREATE FUNCTION exact_times_max() RETURNS int LANGUAGE sql IMMUTABLE RETURN 20000;

-- Median and 90th percentile of the times.
CREATE FUNCTION figure_times(since timestamptz, until timestamptz, of_kind fact_kind, of_dimension text, is_working boolean)
RETURNS TABLE (key text, p50 float8, p90 float8) LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF (SELECT coalesce(sum(d.count), 0) FROM counted_figures(since, until, 'all', false, of_kind) d) <= exact_times_max() THEN
    RETURN QUERY SELECT t.key, percentile_cont(0.5) WITHIN GROUP (ORDER BY t.seconds), percentile_cont(0.9) WITHIN GROUP (ORDER BY t.seconds)
    FROM (
      SELECT k.key, CASE WHEN is_working THEN f.working_seconds ELSE f.seconds END AS seconds
      FROM visible_facts(since, until, of_kind) AS f CROSS JOIN LATERAL fact_keys(f, of_dimension) AS k (key) WHERE is_figure(f)) t
    WHERE t.seconds IS NOT NULL GROUP BY 1;
  ELSE
    RETURN QUERY SELECT * FROM estimated_times(since, until, of_kind, of_dimension, is_working);
  END IF;
END $$;

-- The same from the distribution over buckets. The times in a bucket count as evenly spread, so the result is wrong by less than
-- the width of a bucket, a twelfth; by less than a thousandth if there are many.
CREATE FUNCTION estimated_times(since timestamptz, until timestamptz, of_kind fact_kind, of_dimension text, is_working boolean)
RETURNS TABLE (key text, p50 float8, p90 float8) LANGUAGE sql STABLE AS $$
  WITH distribution AS (
    SELECT key COLLATE "C" AS key, bucket, sum(n)::float8 AS n FROM (
      SELECT k.key, CASE WHEN is_working THEN f.working_bucket ELSE f.bucket END AS bucket, 1 AS n
      FROM uncounted_facts(since, until) AS f CROSS JOIN LATERAL fact_keys(f, of_dimension) AS k (key)
      WHERE f.kind = of_kind AND f.bucket IS NOT NULL AND is_figure(f)
      UNION ALL
      SELECT CASE of_dimension WHEN 'day' THEN d.day::text ELSE d.key END, u.bucket, u.n
      FROM counted_figures(since, until, CASE of_dimension WHEN 'day' THEN 'all' ELSE of_dimension END, of_dimension = 'day', of_kind) d
        CROSS JOIN LATERAL unnest(CASE WHEN is_working THEN d.working_buckets ELSE d.buckets END,
          CASE WHEN is_working THEN d.working_bucket_counts ELSE d.bucket_counts END) AS u (bucket, n)) AS b
    GROUP BY 1, 2),
  -- Each bucket with the number of times below it.
  ranked AS (
    SELECT key, bucket, n, sum(n) OVER (PARTITION BY key ORDER BY bucket ROWS UNBOUNDED PRECEDING) - n AS below, sum(n) OVER (PARTITION BY key) AS total
    FROM distribution),
  -- The two ranks that a percentile lies between, with the share of each, and the shortest and longest time in their buckets.
  wanted AS (
    SELECT r.key, p.share, i.weight, (i.rank - r.below + 0.5) / r.n AS height,
      ceil(exp(r.bucket / 12.0::float8) - 1 - 1e-9) AS shortest, ceil(exp((r.bucket + 1) / 12.0::float8) - 1 - 1e-9) - 1 AS longest
    FROM ranked r CROSS JOIN (VALUES (0.5::float8), (0.9)) AS p (share)
      CROSS JOIN LATERAL (SELECT p.share * (r.total - 1) AS position) AS at
      CROSS JOIN LATERAL (VALUES (floor(position), 1 - (position - floor(position))), (floor(position) + 1, position - floor(position))) AS i (rank, weight)
    WHERE r.below <= position + 1 AND r.below + r.n > position - 1 AND i.weight > 0 AND i.rank >= r.below AND i.rank < r.below + r.n),
  timed AS (
    SELECT key, share, weight * greatest(shortest, least(longest, shortest - 0.5 + (longest - shortest + 1) * height)) AS seconds FROM wanted)
  SELECT key, sum(seconds) FILTER (WHERE share = 0.5), sum(seconds) FILTER (WHERE share = 0.9) FROM timed GROUP BY 1
$$;

-- ─── figure_days, daily_figures, stale_figures ───────────────────────────────

GRANT SELECT ON figure_days, daily_figures TO parley_staff;
CREATE POLICY admin_read ON figure_days FOR SELECT TO parley_staff USING ((SELECT is_admin()));
CREATE POLICY admin_read ON daily_figures FOR SELECT TO parley_staff USING ((SELECT is_admin()));

GRANT SELECT ON stale_figures TO parley_staff;
GRANT INSERT (at) ON stale_figures TO parley_staff, parley_requester;
GRANT USAGE ON SEQUENCE stale_figures_id_seq TO parley_staff, parley_requester;
GRANT USAGE, UPDATE ON SEQUENCE stale_figures_id_seq TO parley_maintenance;
CREATE POLICY admin_read ON stale_figures FOR SELECT TO parley_staff USING ((SELECT is_admin()));
CREATE POLICY staff_record ON stale_figures FOR INSERT TO parley_staff WITH CHECK (identified_as('staff') AND pg_trigger_depth() > 0);
CREATE POLICY requester_record ON stale_figures FOR INSERT TO parley_requester
  WITH CHECK (pg_trigger_depth() > 0 AND (SELECT viewer_id()) IS NOT NULL);

-- ─── desk_settings ───────────────────────────────────────────────────────────

GRANT SELECT (time_zone) ON desk_settings TO parley_requester;
