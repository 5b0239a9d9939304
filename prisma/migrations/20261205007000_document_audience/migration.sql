ALTER TABLE "search_documents" ADD COLUMN "audience" "audience" NOT NULL DEFAULT 'participants';
