import { config } from "@/lib/env/config";
import { invalid } from "@/lib/errors";
import { SafeFetchError } from "@/lib/safe-fetch/error";
import { pin } from "@/lib/safe-fetch/pin";

/** An address that messages may be sent to: https (or http while the house is on this machine), on the public internet. Throws VALIDATION_FAILED. */
export async function requireWebhookUrl(text: string): Promise<string> {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !["https:", "http:"].includes(url.protocol)) throw invalid("url", "must be an address like https://hooks.example.com/keyhouse");
  if (url.username || url.password) throw invalid("url", "must not carry a name or password: messages are signed, verify the signature instead");
  if (url.hash) throw invalid("url", "must not have a fragment");
  if (url.protocol === "http:" && !config().isLoopback) throw invalid("url", "must begin with https://: messages would cross the network in the clear");
  try {
    await pin(url, { allowLoopback: config().isLoopback });
  } catch (error) {
    if (error instanceof SafeFetchError) throw invalid("url", `cannot be used because ${error.message}`);
    throw error;
  }
  return url.href;
}
