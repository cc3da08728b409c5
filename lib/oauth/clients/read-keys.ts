import type { Prisma } from "@/lib/db/generated/client";

type Refuse = (member: string, problem: string) => never;

/** A client's public keys (RFC 7517). A private or symmetric one has no place here: whoever sends it has just disclosed it. */
export function readJwks(value: unknown, refuse: Refuse): Prisma.InputJsonObject | undefined {
  if (value === undefined || value === null) return undefined;
  const keys = (value as { keys?: unknown }).keys;
  if (!Array.isArray(keys) || keys.length === 0 || keys.length > 20) refuse("jwks", "must be a JWK Set of 1 to 20 keys");
  for (const key of keys as unknown[]) {
    if (typeof key !== "object" || key === null || typeof (key as { kty?: unknown }).kty !== "string") refuse("jwks", "has a key that is none");
    if (["d", "p", "q", "dp", "dq", "qi", "k"].some((part) => part in (key as object))) refuse("jwks", "has a private or symmetric key: make a new pair and send its public half");
  }
  return { keys } as Prisma.InputJsonObject;
}

/** Where a client publishes its keys; fetched as a stranger's address is. */
export function readJwksUri(value: unknown, refuse: Refuse): string | undefined {
  if (value === undefined || value === null || value === "") return undefined;
  if (typeof value !== "string" || value.length > 2000 || !/^https?:\/\/[\x21-\x7e]+$/i.test(value) || !URL.canParse(value)) refuse("jwks_uri", "must be an https address");
  const { protocol, hostname } = new URL(value);
  if (protocol !== "https:" && !["localhost", "127.0.0.1", "[::1]"].includes(hostname)) refuse("jwks_uri", "must be an https address");
  return value;
}
