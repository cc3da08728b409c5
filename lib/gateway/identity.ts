import { SignJWT } from "jose";
import type { Awaitable } from "@/lib/awaitable";
import { clock, toEpochSeconds } from "@/lib/clock";
import type { Principal } from "@/lib/context";
import { config } from "@/lib/env/config";
import { keyRing } from "@/lib/signing-keys/key-ring";
import type { CompiledApi } from "./compile";

const livesSeconds = 60;
/** One signature costs as much as the rest of a request: the same caller gets the same text for a while. */
const reusedMilliseconds = 10_000;

type Signed = { token: string; until: number };
const signed = new WeakMap<Principal, Map<string, Signed>>();

/**
 * Who calls, signed for the upstream alone (`X-Auth-Identity`), to be checked offline by `/oauth/jwks.json`. Its `typ` is its
 * own, so that it is no credential here or anywhere (RFC 8725, section 3.11).
 */
export function identityToken(principal: Principal, api: Pick<CompiledApi, "id" | "resource">): Awaitable<string> {
  const known = signed.get(principal)?.get(api.id);
  return known && known.until > clock.now().getTime() ? known.token : sign(principal, api);
}

async function sign(principal: Principal, { id, resource }: Pick<CompiledApi, "id" | "resource">): Promise<string> {
  const now = clock.now();
  const { user, organizationId } = principal;
  const { kid, privateKey } = await keyRing().current();
  const token = await new SignJWT({
    username: user.username,
    ...(user.email !== undefined && { email: user.email }),
    role: user.role,
    groups: [...user.groups],
    scope: principal.scopes.join(" "),
    ...(organizationId !== undefined && { organization: organizationId }),
    credential: principal.credentialId,
  })
    .setProtectedHeader({ alg: "ES256", typ: "identity+jwt", kid })
    .setSubject(user.id)
    .setIssuer(config().publicUrl)
    .setAudience(resource)
    .setIssuedAt(toEpochSeconds(now))
    .setExpirationTime(toEpochSeconds(now) + livesSeconds)
    .sign(privateKey);
  const tokens = signed.get(principal) ?? new Map<string, Signed>();
  signed.set(principal, tokens.set(id, { token, until: now.getTime() + reusedMilliseconds }));
  return token;
}
