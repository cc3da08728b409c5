-- CreateIndex
CREATE INDEX "connection_event_ip_occurred_at_idx" ON "connection_event"("ip", "occurred_at");
