-- AlterTable
ALTER TABLE "authorization_request" ADD COLUMN     "seen_at" TIMESTAMPTZ(3);
