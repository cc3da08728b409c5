-- AlterTable
ALTER TABLE "credential" ADD COLUMN     "refresh_shared_at" TIMESTAMPTZ(3);
