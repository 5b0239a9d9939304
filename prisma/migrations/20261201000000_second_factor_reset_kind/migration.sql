-- An admin removed somebody's second factor.
ALTER TYPE "audit_kind" ADD VALUE 'second_factor_reset';
