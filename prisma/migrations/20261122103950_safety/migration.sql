-- AlterTable
ALTER TABLE "credential" ADD COLUMN     "token_expires_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "credential_network" (
    "credential_id" TEXT NOT NULL,
    "network" TEXT NOT NULL,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "told_at" TIMESTAMPTZ(3),

    CONSTRAINT "credential_network_pkey" PRIMARY KEY ("credential_id","network")
);

-- CreateTable
CREATE TABLE "expiry_reminder" (
    "credential_id" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "days" INTEGER NOT NULL,
    "written_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "expiry_reminder_pkey" PRIMARY KEY ("credential_id")
);

-- CreateTable
CREATE TABLE "safety_dismissal" (
    "credential_id" TEXT NOT NULL,
    "finding" TEXT NOT NULL,
    "dismissed_by_id" UUID NOT NULL,
    "dismissed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "safety_dismissal_pkey" PRIMARY KEY ("credential_id","finding")
);

-- CreateIndex
CREATE INDEX "credential_network_last_seen_at_idx" ON "credential_network"("last_seen_at");

-- CreateIndex
CREATE INDEX "safety_dismissal_dismissed_by_id_idx" ON "safety_dismissal"("dismissed_by_id");

-- AddForeignKey
ALTER TABLE "credential_network" ADD CONSTRAINT "credential_network_credential_id_fkey" FOREIGN KEY ("credential_id") REFERENCES "credential"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "expiry_reminder" ADD CONSTRAINT "expiry_reminder_credential_id_fkey" FOREIGN KEY ("credential_id") REFERENCES "credential"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "safety_dismissal" ADD CONSTRAINT "safety_dismissal_credential_id_fkey" FOREIGN KEY ("credential_id") REFERENCES "credential"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "safety_dismissal" ADD CONSTRAINT "safety_dismissal_dismissed_by_id_fkey" FOREIGN KEY ("dismissed_by_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What follows is written by hand.

-- What is about to end, and what its owner has not been told of yet, are few among many.
CREATE INDEX "credential_ending_idx" ON "credential"("expires_at") WHERE "revoked_at" IS NULL AND "kind" <> 'session';
CREATE INDEX "credential_network_untold_idx" ON "credential_network"("first_seen_at") WHERE "told_at" IS NULL;

-- Until now the end of a signed token was never changed: it is the one that the token carries.
UPDATE "credential" SET "token_expires_at" = "expires_at" WHERE "kind" IN ('api_token', 'access_token');

-- Networks that are known from the callers of the last days are no news.
INSERT INTO "credential_network" ("credential_id", "network", "first_seen_at", "last_seen_at", "told_at")
SELECT "credential_id", "network", min("first_seen_at"), max("last_seen_at"), min("first_seen_at")
FROM (
  SELECT caller.*, network(set_masklen("ip"::inet, CASE WHEN "ip" LIKE '%:%' THEN 48 ELSE 24 END))::text AS "network"
  FROM "credential_caller" AS caller JOIN "credential" ON "credential"."id" = caller."credential_id"
  WHERE "ip" ~ '^[0-9a-f.:]{2,}$' AND "refused" < "calls" AND "credential"."kind" <> 'session'
) AS seen
GROUP BY "credential_id", "network";
