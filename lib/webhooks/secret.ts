import { randomBytes } from "node:crypto";
import { derivedKey } from "@/lib/crypto/secret-key";
import { seal, unseal } from "@/lib/crypto/seal";

/** `whsec_` and 256 random bits in base64, as Standard Webhooks writes secrets. */
export function newWebhookSecret(): string {
  return `whsec_${randomBytes(32).toString("base64")}`;
}

export const sealSecret = (webhookId: string, secret: string) => seal(derivedKey("webhook"), secret, webhookId);
export const openSecret = (webhookId: string, sealed: string) => unseal(derivedKey("webhook"), sealed, webhookId);
