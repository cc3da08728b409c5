import { hintOf, newKey } from "@/lib/crypto/key-format";
import { config } from "@/lib/env/config";

export type NewClientSecret = { text: string; hint: string };

/** A secret where the client proves itself by one. Only its SHA-256 is kept. */
export function newClientSecret(authMethod: string): NewClientSecret | undefined {
  if (authMethod !== "client_secret_basic" && authMethod !== "client_secret_post") return undefined;
  const text = newKey(config().keyPrefix, "cs");
  return { text, hint: hintOf(text) };
}
