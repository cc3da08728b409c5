import { z } from "zod";
import { defineRoute } from "./define-route";

const Token = z.string().trim().min(1).max(8192);
const oneLine = (text: string) => !/[\u0000-\u001f\u007f]/.test(text);

export const LeakReport = z.strictObject({
  token: Token.meta({ description: "What you found: a key, or a token of any kind", examples: ["sk_live_x7Qe…9fKa"] }),
  url: z.string().trim().max(2000).refine(oneLine, { error: "must be one line of text" }).optional().meta({ description: "Where you found it", examples: ["https://github.com/acme/maps/blob/main/.env"] }),
  note: z.string().trim().max(1000).optional().meta({ description: "What its owner should know" }),
});
export type LeakReport = z.infer<typeof LeakReport>;

const common = { tag: "Leaks", method: "POST", auth: "anonymous", status: 202, response: z.strictObject({ success: z.literal(true) }) } as const;

export const reportLeak = defineRoute({
  ...common,
  path: "/api/v1/leaks",
  summary: "Report a leaked key or token",
  description: "Whoever holds a leaked secret can have it stopped: keys and tokens are paused, sessions and connections are ended, and the owner is told. Needs no account. The answer is the same, and takes as long, whatever was sent: whether a secret is known is told to its owner alone. The secret itself is neither kept nor logged, nor is your address.",
  body: LeakReport,
});

/** One match, as GitHub's secret scanning sends it to its partners; what else it may say in years to come is ignored. */
const Match = z.object({
  token: Token,
  type: z.string().max(200).optional().meta({ description: "The scanner's name for the pattern" }),
  url: z.string().max(2000).optional().meta({ description: "Where it was found" }),
  source: z.string().max(100).optional().meta({ description: "In what: `content`, `commit`, …" }),
});

export const reportScannedLeaks = defineRoute({
  ...common,
  path: "/api/v1/leaks/scanned",
  summary: "Report what a scanner found",
  description: "The list that GitHub's secret scanning sends to its partners, from any scanner. A signature is not asked for, because a report proves itself: only who has the secret can send it. Otherwise as above.",
  body: z.array(Match).min(1, { error: "must have at least one match" }).max(500),
});
