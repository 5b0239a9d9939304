-- How many pages a PDF has: only its uploader's browser has opened it, as with a film's size on screen.
ALTER TABLE "attachments" ADD COLUMN "pages" INTEGER;
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_pages_some" CHECK ("pages" > 0);
GRANT INSERT ("pages"), UPDATE ("pages") ON attachments TO parley_staff, parley_requester;
