-- AlterTable
ALTER TABLE "credential_secret" ADD COLUMN     "hint" TEXT,
ADD COLUMN     "superseded_at" TIMESTAMPTZ(3);
