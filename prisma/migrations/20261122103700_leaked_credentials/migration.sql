-- AlterTable
ALTER TABLE "credential" ADD COLUMN     "leak_note" TEXT,
ADD COLUMN     "leak_url" TEXT,
ADD COLUMN     "leaked_at" TIMESTAMPTZ(3),
ADD COLUMN     "seen_in_url_at" TIMESTAMPTZ(3);
