import { sha256 } from "@/lib/crypto/hash";

/** The hash that the chain begins with. */
export const genesisHash = "0".repeat(64);

/** What an audit row says, without its place in the chain. Times are milliseconds since 1970. */
export type ChainedFields = {
  id: string;
  sequence: number;
  occurredAt: number;
  action: string;
  actorKind: string;
  actorUserId: string | null;
  actorName: string | null;
  actorCredentialId: string | null;
  organizationId: string | null;
  subjectUserId: string | null;
  targetType: string;
  targetId: string;
  targetName: string | null;
  ip: string | null;
  userAgent: string | null;
  requestId: string | null;
  detail: unknown;
};

/** SHA-256 over the hash before and the canonical JSON (keys in order, no spaces) of the row. */
export function chainHash(previousHash: string, fields: ChainedFields): string {
  return sha256(`${previousHash}\n${canonicalJson(fields)}`);
}

export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (value !== null && typeof value === "object") {
    const members = Object.entries(value).filter(([, member]) => member !== undefined).sort(([left], [right]) => (left < right ? -1 : 1));
    return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`).join(",")}}`;
  }
  return JSON.stringify(value ?? null);
}
