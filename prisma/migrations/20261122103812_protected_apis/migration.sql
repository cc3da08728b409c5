-- CreateTable
CREATE TABLE "protected_api" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "upstream" TEXT NOT NULL,
    "rules" JSONB NOT NULL,
    "tools" JSONB,
    "is_enabled" BOOLEAN NOT NULL DEFAULT true,
    "strip_prefix" BOOLEAN NOT NULL DEFAULT true,
    "timeout_seconds" INTEGER NOT NULL DEFAULT 30,
    "max_body_bytes" INTEGER NOT NULL DEFAULT 10485760,
    "ca_certificate" TEXT,
    "source" TEXT NOT NULL DEFAULT 'page',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "protected_api_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "protected_api_prefix_key" ON "protected_api"("prefix");
