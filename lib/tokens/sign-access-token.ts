import { randomUUID } from "node:crypto";
import { SignJWT } from "jose";
import { clock, toEpochSeconds } from "@/lib/clock";
import { config } from "@/lib/env/config";
import { keyRing } from "@/lib/signing-keys/key-ring";

/** Who acts for whom (RFC 8693, section 4.1); the outermost is the newest. */
export type Actor = { sub: string; act?: Actor };

export type AccessTokenSubject = {
  user: { id: string; username: string; role: string; groups: readonly string[] };
  /** The grant, or the child that an exchange made: revoking it ends the token. */
  credentialId: string;
  /** As the client names itself. */
  clientId: string;
  resource: string;
  scopes: readonly string[];
  /** The client asked for less than it was granted: then the token's own scopes bound it too, whatever becomes of the grant. */
  isNarrowed: boolean;
  expiresAt: Date;
  /** Only some addresses may use it: who checks it offline cannot know which, and has to ask. */
  isIpRestricted?: boolean;
  act?: Actor | undefined;
};

/**
 * An access token (RFC 9068) for one resource, always ES256. Its claims are a copy for resource servers that check offline;
 * Keyhouse itself looks grant and person up at every request.
 */
export async function signAccessToken(subject: AccessTokenSubject): Promise<{ token: string; tokenId: string }> {
  const tokenId = randomUUID();
  const { kid, privateKey } = await keyRing().current();
  const { user } = subject;
  const token = await new SignJWT({
    client_id: subject.clientId,
    scope: subject.scopes.join(" "),
    sid: subject.credentialId,
    username: user.username,
    role: user.role,
    groups: [...user.groups],
    ...(subject.isNarrowed && { narrowed: true }),
    ...(subject.isIpRestricted && { ip_restricted: true }),
    ...(subject.act && { act: subject.act }),
  })
    .setProtectedHeader({ alg: "ES256", typ: "at+jwt", kid })
    .setSubject(user.id)
    .setIssuer(config().publicUrl)
    .setAudience(subject.resource)
    .setJti(tokenId)
    .setIssuedAt(toEpochSeconds(clock.now()))
    .setExpirationTime(toEpochSeconds(subject.expiresAt))
    .sign(privateKey);
  return { token, tokenId };
}
