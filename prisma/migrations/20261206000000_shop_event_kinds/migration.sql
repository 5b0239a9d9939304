-- Staff ask a shop into a ticket, and somebody of the shop handles it.
ALTER TYPE "event_kind" ADD VALUE 'shop_asked_in';
ALTER TYPE "event_kind" ADD VALUE 'shop_assigned';
