-- A feed reads its own topic from where it is, however much else has changed in the last hour.
CREATE INDEX "live_changes_topic_user_id_txid_id_idx" ON "live_changes"("topic", "user_id", "txid", "id");
