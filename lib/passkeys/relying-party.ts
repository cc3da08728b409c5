import { isIP } from "node:net";
import { config, isLoopbackHost } from "@/lib/env/config";

/** Who we are to an authenticator (WebAuthn): from `PUBLIC_URL` alone, never from a request. */
export function relyingParty(): { id: string; name: string; origin: string } {
  const { publicUrl, brandName } = config();
  return { id: new URL(publicUrl).hostname, name: brandName, origin: publicUrl };
}

/** Browsers make passkeys for a name over https, or for localhost; never for an address. Elsewhere they are not offered. */
export function arePasskeysPossible(): boolean {
  const { protocol, hostname } = new URL(config().publicUrl);
  if (isIP(hostname.replace(/[[\]]/g, "")) !== 0) return false;
  return protocol === "https:" || isLoopbackHost(hostname);
}
