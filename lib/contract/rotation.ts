import { z } from "zod";
import { defineRoute } from "./define-route";
import { IdParam, Timestamp } from "./primitives";

/** An earlier secret that still works, and who still uses it: silent, it is safe to retire. */
export const PreviousSecret = z.strictObject({
  hint: z.string().meta({ description: "First and last characters" }),
  superseded_at: Timestamp,
  expires_at: Timestamp,
  last_used_at: Timestamp.optional().meta({ description: "Absent: nobody has used it since it was superseded, nor before" }),
  last_used_ip: z.string().optional(),
  last_used_user_agent: z.string().optional(),
  used_since: z.boolean().meta({ description: "Somebody has used it after it was superseded" }),
});
export type PreviousSecret = z.infer<typeof PreviousSecret>;

/** 30 days. */
const longestOverlapSeconds = 2_592_000;

export const RotateBody = z.strictObject({
  overlap_seconds: z.int().min(0).max(longestOverlapSeconds).optional().meta({ description: "How long the old secret goes on working beside the new one; 0, where absent, ends it at once" }),
});

export const RotateApiKeyBody = RotateBody.extend({
  current_key: z.string().min(1).max(200).optional().meta({ description: "The key's present secret. A connection that is weaker than the key, or ends before it, may rotate it with this proof that it gains nothing" }),
});

export const rotateApiKey = defineRoute({
  method: "POST",
  path: "/api/v1/api-keys/{id}/rotate",
  summary: "Rotate an API key",
  description: "Gives the key a new secret, shown this once. The old one works until `previous.expires_at`, and the key's page shows who still uses it. Repeat with the same `Idempotency-Key` and the answer is the same.",
  tag: "API keys",
  auth: "user",
  scope: "keys:write",
  params: IdParam,
  body: RotateApiKeyBody,
  bodyOptional: true,
  idempotent: true,
  status: 200,
  response: z.strictObject({
    id: z.string(),
    key: z.string().meta({ description: "The new secret, shown this once" }),
    hint: z.string(),
    previous: z.strictObject({ expires_at: Timestamp }),
  }),
  errors: ["CONFLICT"],
});

const Success = z.strictObject({ success: z.literal(true) });

export const retirePreviousApiKey = defineRoute({
  method: "POST",
  path: "/api/v1/api-keys/{id}/retire-previous",
  summary: "Retire the old secret of an API key now",
  description: "Ends the overlap of a rotation: only the newest secret works from the next request on.",
  tag: "API keys",
  auth: "user",
  scope: "keys:write",
  endsOwnAccess: true,
  params: IdParam,
  status: 200,
  response: Success,
  errors: ["CONFLICT"],
});

export const undoApiKeyRotation = defineRoute({
  method: "POST",
  path: "/api/v1/api-keys/{id}/undo-rotation",
  summary: "Undo the rotation of an API key",
  description: "While the overlap lasts: the old secret is the key's own again, and the new one is refused from the next request on.",
  tag: "API keys",
  auth: "user",
  scope: "keys:write",
  params: IdParam,
  status: 200,
  response: Success,
  errors: ["CONFLICT"],
});
