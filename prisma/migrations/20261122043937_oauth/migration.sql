-- AlterTable
ALTER TABLE "credential" ADD COLUMN     "bound_credential_id" TEXT,
ADD COLUMN     "client_id" TEXT,
ADD COLUMN     "parent_id" TEXT,
ADD COLUMN     "redirect_uri" TEXT,
ADD COLUMN     "remember_consent" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "resource" TEXT;

-- CreateTable
CREATE TABLE "oauth_client" (
    "id" TEXT NOT NULL,
    "client_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "client_uri" TEXT,
    "logo_uri" TEXT,
    "policy_uri" TEXT,
    "tos_uri" TEXT,
    "redirect_uris" TEXT[],
    "grant_types" TEXT[],
    "response_types" TEXT[],
    "contacts" TEXT[],
    "scope" TEXT,
    "token_endpoint_auth_method" TEXT NOT NULL,
    "jwks" JSONB,
    "jwks_uri" TEXT,
    "software_id" TEXT,
    "software_version" TEXT,
    "status" TEXT NOT NULL DEFAULT 'active',
    "verified_domain" TEXT,
    "resources" TEXT[],
    "owner_id" UUID,
    "organization_id" TEXT,
    "registered_ip" TEXT,
    "registered_user_agent" TEXT,
    "fetched_at" TIMESTAMPTZ(3),
    "fresh_until" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "oauth_client_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "oauth_client_secret" (
    "hash" TEXT NOT NULL,
    "client_id" TEXT NOT NULL,
    "hint" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3),

    CONSTRAINT "oauth_client_secret_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "authorization_request" (
    "hash" TEXT NOT NULL,
    "client_id" TEXT NOT NULL,
    "browser_hash" TEXT NOT NULL,
    "redirect_uri" TEXT NOT NULL,
    "code_challenge" TEXT NOT NULL,
    "state" TEXT,
    "nonce" TEXT,
    "resource" TEXT NOT NULL,
    "scopes" TEXT[],
    "prompt" TEXT,
    "ip" TEXT,
    "user_agent" TEXT,
    "attempt_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "authorization_request_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "authorization_code" (
    "hash" TEXT NOT NULL,
    "credential_id" TEXT NOT NULL,
    "client_id" TEXT NOT NULL,
    "redirect_uri" TEXT NOT NULL,
    "code_challenge" TEXT NOT NULL,
    "resource" TEXT NOT NULL,
    "scopes" TEXT[],
    "nonce" TEXT,
    "session_id" TEXT,
    "attempt_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "authorization_code_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "device_code" (
    "hash" TEXT NOT NULL,
    "user_code_hash" TEXT NOT NULL,
    "client_id" TEXT NOT NULL,
    "resource" TEXT NOT NULL,
    "scopes" TEXT[],
    "status" TEXT NOT NULL DEFAULT 'pending',
    "user_id" UUID,
    "credential_id" TEXT,
    "ip" TEXT,
    "user_agent" TEXT,
    "attempt_id" TEXT,
    "interval_seconds" INTEGER NOT NULL,
    "last_polled_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "device_code_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "initial_access_token" (
    "id" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "hint" TEXT NOT NULL,
    "created_by_id" UUID NOT NULL,
    "remaining_uses" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "initial_access_token_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "connection_event" (
    "id" TEXT NOT NULL,
    "attempt_id" TEXT NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "step" TEXT NOT NULL,
    "succeeded" BOOLEAN NOT NULL,
    "client_id" TEXT,
    "client_name" TEXT,
    "user_id" UUID,
    "credential_id" TEXT,
    "cause" TEXT,
    "detail" JSONB NOT NULL,
    "ip" TEXT,
    "user_agent" TEXT,
    "request_id" TEXT,

    CONSTRAINT "connection_event_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "oauth_client_client_id_key" ON "oauth_client"("client_id");

-- CreateIndex
CREATE INDEX "oauth_client_owner_id_idx" ON "oauth_client"("owner_id");

-- CreateIndex
CREATE INDEX "oauth_client_kind_created_at_idx" ON "oauth_client"("kind", "created_at");

-- CreateIndex
CREATE INDEX "oauth_client_secret_client_id_idx" ON "oauth_client_secret"("client_id");

-- CreateIndex
CREATE INDEX "authorization_request_expires_at_idx" ON "authorization_request"("expires_at");

-- CreateIndex
CREATE INDEX "authorization_code_expires_at_idx" ON "authorization_code"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "device_code_user_code_hash_key" ON "device_code"("user_code_hash");

-- CreateIndex
CREATE INDEX "device_code_expires_at_idx" ON "device_code"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "initial_access_token_hash_key" ON "initial_access_token"("hash");

-- CreateIndex
CREATE INDEX "connection_event_attempt_id_occurred_at_idx" ON "connection_event"("attempt_id", "occurred_at");

-- CreateIndex
CREATE INDEX "connection_event_user_id_occurred_at_idx" ON "connection_event"("user_id", "occurred_at");

-- CreateIndex
CREATE INDEX "connection_event_client_id_occurred_at_idx" ON "connection_event"("client_id", "occurred_at");

-- CreateIndex
CREATE INDEX "connection_event_occurred_at_idx" ON "connection_event"("occurred_at");

-- CreateIndex
CREATE INDEX "credential_client_id_idx" ON "credential"("client_id");

-- CreateIndex
CREATE INDEX "credential_parent_id_idx" ON "credential"("parent_id");

-- CreateIndex
CREATE INDEX "credential_bound_credential_id_idx" ON "credential"("bound_credential_id");

-- AddForeignKey
ALTER TABLE "credential" ADD CONSTRAINT "credential_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "oauth_client"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "oauth_client" ADD CONSTRAINT "oauth_client_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "oauth_client_secret" ADD CONSTRAINT "oauth_client_secret_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "oauth_client"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "authorization_request" ADD CONSTRAINT "authorization_request_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "oauth_client"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "authorization_code" ADD CONSTRAINT "authorization_code_credential_id_fkey" FOREIGN KEY ("credential_id") REFERENCES "credential"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "authorization_code" ADD CONSTRAINT "authorization_code_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "oauth_client"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "device_code" ADD CONSTRAINT "device_code_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "oauth_client"("id") ON DELETE CASCADE ON UPDATE CASCADE;
