-- The people of a shop change, and shops close.
ALTER TYPE "audit_kind" ADD VALUE 'shop_member_invited';
ALTER TYPE "audit_kind" ADD VALUE 'shop_invitation_cancelled';
ALTER TYPE "audit_kind" ADD VALUE 'shop_member_added';
ALTER TYPE "audit_kind" ADD VALUE 'shop_member_removed';
ALTER TYPE "audit_kind" ADD VALUE 'shop_closed';
ALTER TYPE "audit_kind" ADD VALUE 'shop_reopened';
