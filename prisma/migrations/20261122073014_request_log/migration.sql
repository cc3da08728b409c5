-- AlterTable
ALTER TABLE "credential" ADD COLUMN     "quota_per_day" INTEGER;

-- CreateTable
CREATE TABLE "request_log" (
    "id" UUID NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "credential_id" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "organization_id" TEXT,
    "secret_id" TEXT,
    "channel" TEXT NOT NULL,
    "asked_by" TEXT,
    "reason" TEXT,
    "status" INTEGER,
    "method" TEXT,
    "target" TEXT,
    "scopes" TEXT[],
    "ip" TEXT,
    "user_agent" TEXT,
    "latency_micros" INTEGER NOT NULL,
    "request_id" TEXT NOT NULL,

    CONSTRAINT "request_log_pkey" PRIMARY KEY ("id")
) PARTITION BY RANGE ("id"); -- by hand: Prisma's schema language has no word for it

-- CreateTable
CREATE TABLE "usage_count" (
    "subject" TEXT NOT NULL,
    "grain" TEXT NOT NULL,
    "period" TIMESTAMPTZ(3) NOT NULL,
    "outcome" TEXT NOT NULL,
    "calls" BIGINT NOT NULL,

    CONSTRAINT "usage_count_pkey" PRIMARY KEY ("subject","grain","period","outcome")
);

-- CreateTable
CREATE TABLE "credential_caller" (
    "credential_id" TEXT NOT NULL,
    "secret_id" TEXT NOT NULL,
    "ip" TEXT NOT NULL,
    "user_agent" TEXT NOT NULL,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "calls" BIGINT NOT NULL,
    "refused" BIGINT NOT NULL,

    CONSTRAINT "credential_caller_pkey" PRIMARY KEY ("credential_id","secret_id","ip","user_agent")
);

-- CreateTable
CREATE TABLE "credential_scope_use" (
    "credential_id" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "first_used_at" TIMESTAMPTZ(3) NOT NULL,
    "last_used_at" TIMESTAMPTZ(3) NOT NULL,
    "calls" BIGINT NOT NULL,

    CONSTRAINT "credential_scope_use_pkey" PRIMARY KEY ("credential_id","scope")
);

-- CreateIndex
CREATE INDEX "request_log_credential_id_id_idx" ON "request_log"("credential_id", "id");

-- CreateIndex
CREATE INDEX "request_log_credential_id_ip_id_idx" ON "request_log"("credential_id", "ip", "id");

-- CreateIndex
CREATE INDEX "request_log_user_id_id_idx" ON "request_log"("user_id", "id");

-- CreateIndex
CREATE INDEX "request_log_organization_id_id_idx" ON "request_log"("organization_id", "id");

-- CreateIndex
CREATE INDEX "usage_count_grain_period_idx" ON "usage_count"("grain", "period");

-- CreateIndex
CREATE INDEX "credential_caller_last_seen_at_idx" ON "credential_caller"("last_seen_at");

-- AddForeignKey
ALTER TABLE "credential_caller" ADD CONSTRAINT "credential_caller_credential_id_fkey" FOREIGN KEY ("credential_id") REFERENCES "credential"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "credential_scope_use" ADD CONSTRAINT "credential_scope_use_credential_id_fkey" FOREIGN KEY ("credential_id") REFERENCES "credential"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What follows is written by hand.

ALTER TABLE "credential" ADD CONSTRAINT "credential_quota_check" CHECK ("quota_per_day" > 0);
ALTER TABLE "usage_count" ADD CONSTRAINT "usage_count_grain_check" CHECK ("grain" IN ('hour', 'day'));

-- Refusals are few among many calls: each list of them alone has an index of its own.
CREATE INDEX "request_log_refused_idx" ON "request_log"("id") WHERE "reason" IS NOT NULL;
CREATE INDEX "request_log_credential_refused_idx" ON "request_log"("credential_id", "id") WHERE "reason" IS NOT NULL;
CREATE INDEX "request_log_user_refused_idx" ON "request_log"("user_id", "id") WHERE "reason" IS NOT NULL;
CREATE INDEX "request_log_organization_refused_idx" ON "request_log"("organization_id", "id") WHERE "reason" IS NOT NULL;

-- The first UUID of version 7 that a day (UTC) can have: 48 bits of milliseconds since 1970, then nothing.
CREATE FUNCTION "request_log_bound"("day" date) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
  SELECT (lpad(to_hex((day - DATE '1970-01-01')::bigint * 86400000), 12, '0') || repeat('0', 20))::uuid;
$$;

-- Makes the partition of a day. One instance at a time: of two that make the same, one would fail.
CREATE FUNCTION "request_log_add_day"("day" date) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(4801517);
  EXECUTE format('CREATE TABLE IF NOT EXISTS %I PARTITION OF request_log FOR VALUES FROM (%L) TO (%L)',
    'request_log_' || to_char(day, 'YYYYMMDD'), request_log_bound(day), request_log_bound(day + 1));
END;
$$;

-- Drops the partitions of the days before one, and answers how many those were. Another instance may be doing the same.
CREATE FUNCTION "request_log_drop_before"("first_kept" date) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  partition text;
  dropped integer := 0;
BEGIN
  PERFORM pg_advisory_xact_lock(4801517);
  FOR partition IN
    SELECT child.relname FROM pg_inherits JOIN pg_class child ON child.oid = inhrelid
    WHERE inhparent = 'request_log'::regclass AND child.relname ~ '^request_log_[0-9]{8}$' AND right(child.relname, 8) < to_char(first_kept, 'YYYYMMDD')
  LOOP
    EXECUTE format('DROP TABLE %I', partition);
    dropped := dropped + 1;
  END LOOP;
  RETURN dropped;
END;
$$;
