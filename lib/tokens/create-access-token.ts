import { chooseAddresses } from "@/lib/access/choose-addresses";
import { effectiveScopes } from "@/lib/access/effective-scopes";
import { personPrincipal } from "@/lib/access/person-principal";
import { withAudit } from "@/lib/audit/with-audit";
import { clock, secondsAfter } from "@/lib/clock";
import type { Caller } from "@/lib/context";
import type { User } from "@/lib/db/generated/client";
import { config } from "@/lib/env/config";
import { newId } from "@/lib/ids";
import { chooseScopes } from "@/lib/scopes/choose";
import { scopeRegistry } from "@/lib/scopes/registry";
import { noteSignIn } from "@/lib/sessions/note-sign-in";
import { notePlace } from "@/lib/sessions/places";
import { signToken } from "./sign";

export type AccessTokenInput = { scopes?: string[] | undefined; allowed_ips?: string[] | undefined; expires_in?: number | undefined };

/** A revocable signed token for somebody who has just given name and password. Lives `TOKEN_EXPIRATION` seconds unless asked otherwise. */
export async function createAccessToken(caller: Caller, user: User, input: AccessTokenInput): Promise<{ id: string; token: string; expiresAt: Date; scopes: string[] }> {
  const maker = personPrincipal(user, { id: "", name: "", authenticatedAt: undefined });
  const chosen = chooseScopes(maker, input.scopes);
  const issuedAt = clock.now();
  const expiresAt = secondsAfter(issuedAt, input.expires_in ?? config().tokenExpirationSeconds);
  const id = newId("tok");
  const scopes = effectiveScopes({ kind: "access_token", ...chosen }, maker.user.role, scopeRegistry());
  const { token } = await signToken({ user: maker.user, scopes, credentialId: id, expiresAt, issuedAt, isIpRestricted: input.allowed_ips !== undefined });
  await withAudit(caller, async (tx) => {
    await tx.credential.create({
      data: { id, kind: "access_token", userId: user.id, name: "Token by password", ...chosen, ...chooseAddresses(undefined, input.allowed_ips), expiresAt, tokenExpiresAt: expiresAt, createdIp: caller.ip, createdUserAgent: caller.userAgent?.slice(0, 400) },
    });
    await noteSignIn(tx, user);
    await notePlace(tx, caller, user.id);
    return {
      result: undefined,
      actor: { kind: "user", userId: user.id, name: user.username },
      entry: { action: "access_token.created", target: { type: "access_token", id }, detail: { scopes, allowed_ips: input.allowed_ips } },
    };
  });
  return { id, token, expiresAt, scopes };
}
