-- An admin removed somebody's second factor; and passkeys.
ALTER TYPE "audit_kind" ADD VALUE 'second_factor_reset';
ALTER TYPE "audit_kind" ADD VALUE 'passkey_added';
ALTER TYPE "audit_kind" ADD VALUE 'passkey_removed';
