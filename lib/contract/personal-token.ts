import { z } from "zod";
import { leakMembers } from "./credential-marks";
import { defineRoute } from "./define-route";
import { Timestamp } from "./primitives";
import { PreviousSecret, RotateBody } from "./rotation";

export const PersonalTokenState = z.strictObject({
  exists: z.boolean(),
  id: z.string().optional(),
  hint: z.string().optional().meta({ description: "First and last characters", examples: ["sk_live_x7Qe...9fKa"] }),
  paused: z.boolean().optional().meta({ description: "It is refused until it is resumed" }),
  created_at: Timestamp.optional(),
  last_used_at: Timestamp.optional(),
  last_used_ip: z.string().optional(),
  expires_at: Timestamp.optional().meta({ description: "Absent: never" }),
  previous: z.array(PreviousSecret).optional().meta({ description: "Earlier secrets whose overlap lasts, newest first" }),
  ...leakMembers,
});
export type PersonalTokenState = z.infer<typeof PersonalTokenState>;

export const getPersonalToken = defineRoute({
  method: "GET",
  path: "/api/v1/users/me/api-token",
  summary: "State of my personal API token",
  tag: "Personal API token",
  auth: "credential",
  scope: "keys:read",
  status: 200,
  response: PersonalTokenState,
});

export const createPersonalToken = defineRoute({
  method: "POST",
  path: "/api/v1/users/me/api-token",
  summary: "Create or regenerate my personal API token",
  description: "Where one exists it is replaced: the old one is refused from the next request on, or, with `overlap_seconds`, works for that long beside the new one. Only you yourself can do it: the token may all that you may, and never ends, which is more than any app.",
  tag: "Personal API token",
  auth: "session",
  scope: "keys:write",
  body: RotateBody,
  bodyOptional: true,
  idempotent: true,
  status: 201,
  response: z.strictObject({ token: z.string(), id: z.string(), hint: z.string(), created_at: Timestamp }),
});

export const deletePersonalToken = defineRoute({
  method: "DELETE",
  path: "/api/v1/users/me/api-token",
  summary: "Delete my personal API token",
  tag: "Personal API token",
  auth: "user",
  scope: "keys:write",
  endsOwnAccess: true,
  status: 200,
  response: z.strictObject({ success: z.literal(true) }),
});

export const revealPersonalToken = defineRoute({
  method: "POST",
  path: "/api/v1/users/me/api-token/reveal",
  summary: "Show my personal API token again",
  description: "Needs a sign-in younger than 10 minutes.",
  tag: "Personal API token",
  auth: "session",
  scope: "keys:write",
  status: 200,
  response: z.strictObject({ token: z.string() }),
  errors: ["REAUTHENTICATION_REQUIRED"],
});

const Success = z.strictObject({ success: z.literal(true) });

export const retirePreviousToken = defineRoute({
  method: "POST",
  path: "/api/v1/users/me/api-token/retire-previous",
  summary: "Retire the old secret of my personal API token now",
  description: "Ends the overlap: only the newest secret works from the next request on.",
  tag: "Personal API token",
  auth: "user",
  scope: "keys:write",
  status: 200,
  response: Success,
  errors: ["CONFLICT"],
});

export const undoTokenRotation = defineRoute({
  method: "POST",
  path: "/api/v1/users/me/api-token/undo-rotation",
  summary: "Take the old secret of my personal API token back",
  description: "While the overlap lasts: the old secret counts again, and the new one is refused from the next request on.",
  tag: "Personal API token",
  auth: "user",
  scope: "keys:write",
  status: 200,
  response: Success,
  errors: ["CONFLICT"],
});
