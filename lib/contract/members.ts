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

export const removeMember = defineRoute({
  method: "DELETE",
  path: "/api/v1/organizations/{id}/members/{user_id}",
  summary: "Remove a member, or leave",
  description: "With your own id you leave. Keys and connections that the person made in the organization are refused from the next request on; where the organization says so, keys pass to an owner instead. Apps registered for the organization stay with it.",
  tag: "Organizations",
  auth: "user",
  scope: "organizations:write",
  endsOwnAccess: true,
  params: MemberParams,
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
