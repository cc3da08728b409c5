import { toWireTime } from "@/lib/clock";
import type { LeakMark } from "@/lib/contract/credential-marks";
import type { Credential } from "@/lib/db/generated/client";

/** The columns of a credential that nobody has reported as leaked. */
export const unleaked = { leakedAt: null, leakUrl: null, leakNote: null } as const;

type Marked = Pick<Credential, "leakedAt" | "leakUrl" | "leakNote" | "seenInUrlAt">;

/** What is known of a credential's secret in other hands; nothing where nothing is. */
export function leakMarks({ leakedAt, leakUrl, leakNote, seenInUrlAt }: Marked): { leaked?: LeakMark; seen_in_url_at?: string } {
  return {
    ...(leakedAt && { leaked: { reported_at: toWireTime(leakedAt), url: leakUrl ?? undefined, note: leakNote ?? undefined } }),
    ...(seenInUrlAt && { seen_in_url_at: toWireTime(seenInUrlAt) }),
  };
}
