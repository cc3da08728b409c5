import { z } from "zod";
import { defineRoute } from "./define-route";
import { membershipRoles } from "./organizations";
import { pageOf, PageQuery } from "./pagination";
import { IdParam, Timestamp } from "./primitives";

export const MemberView = z.strictObject({
  user_id: z.uuid(),
  username: z.string(),
  name: z.string().optional(),
  email: z.string().optional().meta({ description: "For owners and admins" }),
  role: z.enum(membershipRoles),
  joined_at: Timestamp,
});
export type MemberView = z.infer<typeof MemberView>;

export const listMembers = defineRoute({
  method: "GET",
  path: "/api/v1/organizations/{id}/members",
  summary: "List the members of an organization",
  tag: "Organizations",
  auth: "credential",
  scope: "organizations:read",
  params: IdParam,
  query: PageQuery,
  status: 200,
  response: pageOf(MemberView),
});

const MemberParams = IdParam.extend({ user_id: z.string().min(1).max(200) });

export const updateMember = defineRoute({
  method: "PATCH",
  path: "/api/v1/organizations/{id}/members/{user_id}",
  summary: "Change a member's role",
  description: "Admins may set `member` and `admin`; what concerns an owner is for owners.",
  tag: "Organizations",
  auth: "user",
  scope: "organizations:write",
  params: MemberParams,
  body: z.strictObject({ role: z.enum(membershipRoles) }),
  status: 200,
  response: MemberView,
  errors: ["LAST_OWNER"],
});

/** What somebody made in an organization and would leave behind, said before they go. */
export const Departure = z.strictObject({
  keys: z.array(z.strictObject({ id: z.string(), name: z.string(), hint: z.string().optional(), last_used_at: Timestamp.optional() })).meta({ description: "API keys in their hands, those used last first; at most 100" }),
  more_keys: z.int().meta({ description: "How many more there are" }),
  connections: z.int().meta({ description: "Connected apps and tokens, which end in any case" }),
  apps: z.array(z.string()).meta({ description: "Apps that they registered for it: these stay, in the heir's hands" }),
  heir: z.strictObject({ user_id: z.uuid(), username: z.string() }).optional().meta({ description: "The owner to whom keys and apps pass; absent where there is no other who may sign in" }),
});
export type Departure = z.infer<typeof Departure>;

export const describeDeparture = defineRoute({
  method: "GET",
  path: "/api/v1/organizations/{id}/members/{user_id}/departure",
  summary: "Show what removing a member would take with it",
  description: "For owners and admins, and for the member. Without secrets.",
  tag: "Organizations",
  auth: "credential",
  scope: "organizations:read",
  params: MemberParams,
  status: 200,
  response: Departure,
});

/** What becomes of the keys of somebody who goes. */
export const KeysOfLeaver = z.enum(["transfer", "revoke"]).meta({ description: "`transfer`: they go on working, in the hands of the longest-standing owner; `revoke`: they end. Absent: as the organization has set" });
export type KeysOfLeaver = z.infer<typeof KeysOfLeaver>;

export const removeMember = defineRoute({
  method: "DELETE",
  path: "/api/v1/organizations/{id}/members/{user_id}",
  summary: "Remove a member, or leave",
  description: "With your own id you leave. Keys and connections that the person made in the organization are refused from the next request on; where the organization or, for who is removed, `keys` says so, keys pass to an owner instead. Apps registered for the organization stay with it.",
  tag: "Organizations",
  auth: "user",
  scope: "organizations:write",
  endsOwnAccess: true,
  params: MemberParams,
  body: z.strictObject({ keys: KeysOfLeaver.optional() }),
  bodyOptional: true,
  status: 200,
  response: z.strictObject({ success: z.literal(true) }),
  errors: ["LAST_OWNER"],
});

export const transferOwnership = defineRoute({
  method: "POST",
  path: "/api/v1/organizations/{id}/transfer-ownership",
  summary: "Give an organization to another member",
  description: "The member becomes owner and you become admin, in one step.",
  tag: "Organizations",
  auth: "session",
  scope: "organizations:write",
  params: IdParam,
  body: z.strictObject({ user_id: z.uuid() }),
  status: 200,
  response: MemberView,
});
