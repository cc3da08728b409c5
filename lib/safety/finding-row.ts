import type { FindingKind } from "@/lib/contract/safety";

/** Something to look at, as it was found: what it is about is read afterwards, for the page alone. */
export type FindingRow = { credentialId: string; kind: FindingKind; since: Date; dismissedAt: Date | null; dismissedBy: string | null };
