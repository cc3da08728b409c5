import type { OauthClient } from "@/lib/db/generated/client";
import { requireClient } from "../clients/find";
import { requireRedirectUri } from "../clients/redirect-uri";
import type { OauthForm } from "../form";

/** Where an authorization request comes from and where its answer goes: known before anything else is looked at. */
export type Target = { client: OauthClient; redirectUri: string; redirectUriSent: boolean };

/**
 * The client and its redirect URI. What is thrown here is shown on a page and never redirected (RFC 6749, section 4.1.2.1):
 * an address that is not the client's must not be sent to.
 */
export async function findTarget(form: OauthForm): Promise<Target> {
  const client = await requireClient(form.get("client_id"));
  const asked = form.get("redirect_uri");
  return { client, redirectUri: requireRedirectUri(client, asked), redirectUriSent: asked !== undefined };
}
