import { z } from "zod";
import { Timestamp } from "./primitives";

/** Somebody who held its secret reported it. */
export const LeakMark = z.strictObject({
  reported_at: Timestamp,
  url: z.string().optional().meta({ description: "Where it was found, in the words of whoever reported it" }),
  note: z.string().optional().meta({ description: "What they said about it" }),
});
export type LeakMark = z.infer<typeof LeakMark>;

/** Members of what is shown of a credential whose secret may be in other hands. */
export const leakMembers = {
  leaked: LeakMark.optional().meta({ description: "Reported as leaked, and paused for it: rotate it without an overlap, or resume it (`paused: false`) if what was found is no secret" }),
  seen_in_url_at: Timestamp.optional().meta({ description: "When its secret last came in the address of a request, where logs keep it: rotate it" }),
};
