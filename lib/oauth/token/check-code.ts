import { clock } from "@/lib/clock";
import { db } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import type { CauseCode } from "../doctor/causes";
import type { OauthErrorCode } from "../errors";
import { canonicalResource } from "@/lib/resources";
import { fitsChallenge } from "./check-verifier";
import type { TokenRequest } from "./request";

export type CodeRow = Prisma.AuthorizationCodeGetPayload<{ include: { credential: { include: { user: true } } } }>;

export type CodeProblem = { code: OauthErrorCode; cause: CauseCode; text: string; detail?: Record<string, unknown> };

/** What a code is bound to: its time, client, redirect URI, challenge, resource, and the session in which it was given. */
export async function whyCodeRefused(row: CodeRow, { client, form }: TokenRequest): Promise<CodeProblem | undefined> {
  if (row.clientId !== client.id) return { code: "invalid_grant", cause: "code_other_client", text: "The code was given to another client" };
  if (row.expiresAt <= clock.now()) return { code: "invalid_grant", cause: "code_expired", text: "The code has expired: it lives 60 seconds" };
  const redirectUri = form.get("redirect_uri");
  // RFC 6749, section 4.1.3: identical to the one in the authorization request, and present if it was there
  if (redirectUri === undefined ? row.redirectUriSent : redirectUri !== row.redirectUri) {
    return { code: "invalid_grant", cause: "code_redirect_mismatch", text: "redirect_uri is not the one of the authorization request", detail: { sent: redirectUri, expected: row.redirectUri } };
  }
  if (!fitsChallenge(form.get("code_verifier"), row.codeChallenge)) return { code: "invalid_grant", cause: "pkce_wrong", text: "code_verifier does not fit the code_challenge" };
  const resources = form.getAll("resource");
  // RFC 8707, section 2.2: never more than was granted
  if (resources.some((text) => canonicalResource(text) !== row.resource)) {
    return { code: "invalid_target", cause: "resource_unknown", text: `The code is for ${row.resource} alone`, detail: { asked: resources, granted: row.resource } };
  }
  return (await hasSessionEnded(row.sessionId)) ? { code: "invalid_grant", cause: "code_session_ended", text: "The person has signed out since" } : undefined;
}

async function hasSessionEnded(sessionId: string | null): Promise<boolean> {
  if (sessionId === null) return false;
  const session = await db().credential.findUnique({ where: { id: sessionId }, select: { revokedAt: true } });
  return session?.revokedAt != null;
}
