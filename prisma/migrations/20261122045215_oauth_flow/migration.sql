-- AlterTable
ALTER TABLE "authorization_code" ADD COLUMN     "grant_expires_at" TIMESTAMPTZ(3) NOT NULL,
ADD COLUMN     "redirect_uri_sent" BOOLEAN NOT NULL DEFAULT true;

-- AlterTable
ALTER TABLE "authorization_request" ADD COLUMN     "max_age_seconds" INTEGER,
ADD COLUMN     "optional_scopes" TEXT[],
ADD COLUMN     "redirect_uri_sent" BOOLEAN NOT NULL DEFAULT true;

-- AlterTable
ALTER TABLE "credential" ADD COLUMN     "call_count" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "first_used_at" TIMESTAMPTZ(3),
ADD COLUMN     "grant_type" TEXT,
ADD COLUMN     "parent_token_id" TEXT;

-- AlterTable
ALTER TABLE "device_code" ADD COLUMN     "grant_expires_at" TIMESTAMPTZ(3);
