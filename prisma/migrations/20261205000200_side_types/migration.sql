CREATE TYPE "ticket_recipient" AS ENUM ('staff', 'shop');
CREATE TYPE "shop_access" AS ENUM ('none', 'requester', 'shop');
CREATE TYPE "ticket_side" AS ENUM ('requester', 'shop');
