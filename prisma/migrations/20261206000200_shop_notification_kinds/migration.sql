-- What the people of a shop are notified of.
ALTER TYPE "notification_kind" ADD VALUE 'shop_ticket';
ALTER TYPE "notification_kind" ADD VALUE 'shop_asked_in';
ALTER TYPE "notification_kind" ADD VALUE 'shop_assigned';
