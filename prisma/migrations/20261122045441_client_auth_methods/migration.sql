-- AlterTable
ALTER TABLE "initial_access_token" ADD COLUMN     "last_used_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "oauth_client" ADD COLUMN     "other_auth_methods" TEXT[];
