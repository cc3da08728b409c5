import { z } from "zod";
import { defineRoute } from "./define-route";
import { Timestamp } from "./primitives";

export const PersonalTokenState = z.strictObject({
  exists: z.boolean(),
  id: z.string().optional(),
  hint: z.string().optional().meta({ description: "First and last characters", examples: ["sk_live_x7Qe...9fKa"] }),
  created_at: Timestamp.optional(),
  last_used_at: Timestamp.optional(),
  last_used_ip: z.string().optional(),
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
  description: "Where one exists it is replaced: the old one is refused from the next request on.",
  tag: "Personal API token",
  auth: "user",
  scope: "keys:write",
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
