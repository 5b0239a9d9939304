-- The nodes that run background jobs, and the queue's workers that belong to each: jobs of a node that has died are run by
-- others. The queue itself is graphile-worker's, in a schema of its own.
CREATE TABLE job_nodes (
  id         uuid PRIMARY KEY,
  worker_ids text[] NOT NULL,
  seen_at    timestamptz(6) NOT NULL DEFAULT now()
);
