import { slot } from "@/lib/slot";

/** Set while the process delivers. */
export const webhookWaker = slot<() => void>("webhookWaker");

/** Something waits: do not wait for the next round. */
export const wakeWebhooks = () => webhookWaker.peek()?.();
