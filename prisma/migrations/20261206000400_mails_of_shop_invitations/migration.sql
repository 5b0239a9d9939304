-- The mail with an invitation's link: it may go only to whom the shop has invited.
ALTER TABLE "mail_outbox" ADD COLUMN "shop_invitation_id" UUID;
