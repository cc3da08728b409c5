import { createHmac } from "node:crypto";

export type Signed = { "webhook-id": string; "webhook-timestamp": string; "webhook-signature": string };

/** The headers of a message by the Standard Webhooks specification: HMAC-SHA-256 over `id.timestamp.body`, one signature for each secret. */
export function signMessage(secrets: readonly string[], id: string, sentAt: Date, body: string): Signed {
  const timestamp = String(Math.floor(sentAt.getTime() / 1000));
  const signatures = secrets.map((secret) => `v1,${createHmac("sha256", keyOf(secret)).update(`${id}.${timestamp}.${body}`).digest("base64")}`);
  return { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signatures.join(" ") };
}

function keyOf(secret: string): Buffer {
  return Buffer.from(secret.replace(/^whsec_/, ""), "base64");
}
