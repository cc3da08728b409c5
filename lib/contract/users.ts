import { z } from "zod";
import { defineRoute } from "./define-route";
import { DisplayName, IdParam, Password, PresentedPassword, Timestamp, Username } from "./primitives";
import { roles } from "./scopes";
import { pageOf, PageQuery } from "./pagination";

export const UserSummary = z.strictObject({
  id: z.uuid(),
  email: z.string().optional(),
  username: z.string(),
  name: z.string().optional(),
  role: z.enum(roles),
  groups: z.array(z.string()),
});
export type UserSummary = z.infer<typeof UserSummary>;

export const Profile = UserSummary.extend({
  email_verified: z.boolean(),
  has_password: z.boolean(),
  created_at: Timestamp,
  organizations: z.array(z.strictObject({ id: z.string(), name: z.string(), role: z.enum(["owner", "admin", "member"]), personal: z.boolean() })),
});
export type Profile = z.infer<typeof Profile>;

export const getMe = defineRoute({
  method: "GET",
  path: "/api/v1/users/me",
  summary: "Who am I",
  description: "The account behind the presented credential, with its organizations.",
  tag: "Account",
  auth: "credential",
  scope: null,
  whileEnrolling: true,
  status: 200,
  response: Profile,
});

export const UpdateMeBody = z.strictObject({
  username: Username.optional(),
  name: DisplayName.nullable().optional().meta({ description: "`null` removes it" }),
  password: Password.optional(),
  current_password: PresentedPassword.optional().meta({ description: "Required with `password` where the account has one" }),
}).refine((body) => Object.keys(body).length > 0, { error: "must change something" });

export const updateMe = defineRoute({
  method: "PATCH",
  path: "/api/v1/users/me",
  summary: "Change my profile or password",
  description: "A new password ends every other session of the account, and the tokens that were got by the old one. A first one needs a sign-in younger than 10 minutes.",
  tag: "Account",
  auth: "session",
  scope: null,
  whileEnrolling: true,
  body: UpdateMeBody,
  status: 200,
  response: Profile,
  errors: ["CONFLICT", "INVALID_CREDENTIALS", "REAUTHENTICATION_REQUIRED"],
});

export const SessionView = z.strictObject({
  id: z.string(),
  current: z.boolean(),
  created_at: Timestamp,
  expires_at: Timestamp.optional(),
  last_used_at: Timestamp.optional(),
  ip: z.string().optional(),
  user_agent: z.string().optional(),
});
export type SessionView = z.infer<typeof SessionView>;

export const listMySessions = defineRoute({
  method: "GET",
  path: "/api/v1/users/me/sessions",
  summary: "Where am I signed in",
  tag: "Account",
  auth: "credential",
  scope: "keys:read",
  whileEnrolling: true,
  query: PageQuery,
  status: 200,
  response: pageOf(SessionView),
});

export const endMySession = defineRoute({
  method: "DELETE",
  path: "/api/v1/users/me/sessions/{id}",
  summary: "Sign out somewhere else",
  description: "The session and its tokens are refused from the next request on.",
  tag: "Account",
  auth: "session",
  scope: null,
  whileEnrolling: true,
  params: IdParam,
  status: 200,
  response: z.strictObject({ success: z.literal(true) }),
});
