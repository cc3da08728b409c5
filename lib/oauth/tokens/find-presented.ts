import { sha256 } from "@/lib/crypto/hash";
import { isWellFormedKey } from "@/lib/crypto/key-format";
import { db } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { isRefusal } from "@/lib/errors";
import { verifyToken, type TokenClaims } from "@/lib/tokens/verify";

const include = { client: true, user: true } satisfies Prisma.CredentialInclude;
export type TokenOwner = Prisma.CredentialGetPayload<{ include: typeof include }>;

export type PresentedToken =
  | { kind: "refresh"; owner: TokenOwner; link: { hash: string; expiresAt: Date; usedAt: Date | null } }
  | { kind: "access"; owner: TokenOwner; claims: TokenClaims };

/** What OAuth token this is, whatever state it is in. Undefined for keys, session tokens, and what is no token of ours. */
export async function findPresentedToken(token: string): Promise<PresentedToken | undefined> {
  if (isWellFormedKey(token)) return findRefreshToken(token);
  const claims = await readClaims(token);
  if (claims?.audience === undefined) return undefined;
  const owner = await db().credential.findUnique({ where: { id: claims.credentialId }, include });
  return owner && owner.resource === claims.audience ? { kind: "access", owner, claims } : undefined;
}

async function findRefreshToken(token: string): Promise<PresentedToken | undefined> {
  const link = await db().refreshToken.findUnique({ where: { hash: sha256(token) }, include: { credential: { include } } });
  return link?.credential.kind === "grant" ? { kind: "refresh", owner: link.credential, link } : undefined;
}

async function readClaims(token: string): Promise<TokenClaims | undefined> {
  try {
    return token.startsWith("eyJ") ? await verifyToken(token) : undefined;
  } catch (error) {
    if (isRefusal(error)) return undefined;
    throw error;
  }
}
