ALTER TYPE "waiting_on" ADD VALUE 'shop';
