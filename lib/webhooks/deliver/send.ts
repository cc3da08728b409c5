import { clock } from "@/lib/clock";
import { db } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { config } from "@/lib/env/config";
import { safeFetch } from "@/lib/safe-fetch/safe-fetch";
import { signMessage } from "../sign";
import { openSecret } from "../secret";
import { giveUp } from "./give-up";

export type Waiting = Prisma.WebhookDeliveryGetPayload<{ include: { webhook: true } }>;

const minute = 60_000;
const hour = 60 * minute;
/** The pauses after each try that failed, as Standard Webhooks proposes; after the last one the message is given up: about three days. */
export const pauses = [5_000, 5 * minute, 30 * minute, 2 * hour, 5 * hour, 10 * hour, 14 * hour, 20 * hour, 24 * hour];

/** One guarded update: of all instances that saw the message waiting exactly one sends it. If that one dies, it is tried again after the pause. */
export async function claim(delivery: Waiting): Promise<boolean> {
  const now = clock.now();
  const nextAttemptAt = new Date(now.getTime() + Math.max(minute, pauses[Math.min(delivery.attempts, pauses.length - 1)]!));
  const { count } = await db().webhookDelivery.updateMany({
    where: { id: delivery.id, status: "waiting", attempts: delivery.attempts },
    data: { attempts: delivery.attempts + 1, lastAttemptAt: now, nextAttemptAt },
  });
  return count === 1;
}

/** Sends a claimed message and writes down what came of it. 2xx is success; a redirect is not followed. */
export async function send(delivery: Waiting): Promise<void> {
  const { id, webhook, attempts } = delivery;
  const outcome = await post(delivery);
  if (outcome.delivered) {
    await db().webhookDelivery.updateMany({ where: { id }, data: { status: "delivered", deliveredAt: clock.now(), nextAttemptAt: null, lastError: null, responseStatus: outcome.status, responseBody: outcome.body } });
    return;
  }
  const pause = pauses[attempts];
  const isOver = outcome.status === 410 || pause === undefined;
  await db().webhookDelivery.updateMany({
    where: { id },
    data: { lastError: outcome.error, responseStatus: outcome.status ?? null, responseBody: outcome.body ?? null, ...(isOver ? { status: "failed", nextAttemptAt: null } : { nextAttemptAt: new Date(clock.now().getTime() + pause) }) },
  });
  if (isOver) await giveUp(webhook, outcome.status === 410 ? "Its address answered 410 Gone" : `A message could not be delivered for three days: ${outcome.error}`);
}

type Outcome = { delivered: true; status: number; body: string } | { delivered: false; status?: number; body?: string; error: string };

async function post({ id, payload, webhook }: Waiting): Promise<Outcome> {
  const now = clock.now();
  const sealed = [webhook.secret, ...(webhook.previousSecret && webhook.previousUntil && webhook.previousUntil > now ? [webhook.previousSecret] : [])];
  try {
    const headers = { "content-type": "application/json", "user-agent": "Keyhouse-Webhooks/1", ...signMessage(sealed.map((one) => openSecret(webhook.id, one)), id, now, payload) };
    const { status, body } = await safeFetch(webhook.url, { method: "POST", headers, body: payload, timeoutMilliseconds: 15_000, largestBytes: 64 * 1024, allowLoopback: config().isLoopback });
    const text = storable(body.toString("utf8")).slice(0, 1000);
    return status >= 200 && status < 300 ? { delivered: true, status, body: text } : { delivered: false, status, body: text, error: `The address answered ${status}` };
  } catch (error) {
    return { delivered: false, error: storable(error instanceof Error ? error.message : String(error)).slice(0, 500) };
  }
}

/** PostgreSQL takes no NUL, and a receiver may answer anything. */
function storable(text: string): string {
  return text.replaceAll("\u0000", "").toWellFormed();
}
