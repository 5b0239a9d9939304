-- Pictures of people; users.avatar_url has the address.
CREATE TABLE "user_pictures" (
  "user_id" UUID NOT NULL,
  "data" BYTEA NOT NULL,

  CONSTRAINT "user_pictures_pkey" PRIMARY KEY ("user_id")
);
ALTER TABLE "user_pictures" ADD CONSTRAINT "user_pictures_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
