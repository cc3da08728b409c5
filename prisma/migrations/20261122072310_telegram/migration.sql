-- AlterTable
ALTER TABLE "identity" ADD COLUMN     "alerts_on" BOOLEAN NOT NULL DEFAULT true;

-- CreateTable
CREATE TABLE "telegram_message" (
    "id" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "chat_id" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "telegram_message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "telegram_update" (
    "id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "telegram_update_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "telegram_message_next_attempt_at_idx" ON "telegram_message"("next_attempt_at");

-- CreateIndex
CREATE INDEX "telegram_update_created_at_idx" ON "telegram_update"("created_at");

-- AddForeignKey
ALTER TABLE "telegram_message" ADD CONSTRAINT "telegram_message_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;
