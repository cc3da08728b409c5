-- AlterTable
ALTER TABLE "credential_secret" ADD COLUMN     "hint" TEXT,
ADD COLUMN     "superseded_at" TIMESTAMPTZ(3);

-- Until now every credential had one secret: the hint of the one is the hint of the other.
UPDATE "credential_secret" AS secret SET "hint" = credential."hint" FROM "credential" WHERE credential."id" = secret."credential_id";
