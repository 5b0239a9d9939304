-- The requester's side and staff; the shop's side and staff.
ALTER TYPE "audience" ADD VALUE 'requester';
ALTER TYPE "audience" ADD VALUE 'shop';
