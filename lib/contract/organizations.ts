import { z } from "zod";
import { defineRoute } from "./define-route";
import { pageOf, PageQuery } from "./pagination";
import { DisplayName, IdParam, LifetimeSeconds, ScopeName, Timestamp } from "./primitives";

/** From strongest to weakest. */
export const membershipRoles = ["owner", "admin", "member"] as const;
export type MembershipRole = (typeof membershipRoles)[number];

export const OrganizationView = z.strictObject({
  id: z.string(),
  name: z.string(),
  personal: z.boolean().meta({ description: "The one that sign-up made for you: nobody else joins it, and it ends with your account" }),
  role: z.enum(membershipRoles).meta({ description: "Yours" }),
  keys_outlive_members: z.boolean().meta({ description: "Do keys go on working, in an owner's hands, when the member who made them leaves?" }),
  longest_key_lifetime_seconds: z.int().optional().meta({ description: "Policy: every key ends, at the latest this long after it was made" }),
  key_addresses_required: z.boolean().meta({ description: "Policy: every key is limited to addresses" }),
  allowed_key_scopes: z.array(z.string()).optional().meta({ description: "Policy: keys hold nothing beyond these, whatever they were made with. Absent: no such limit" }),
  created_at: Timestamp,
});
export type OrganizationView = z.infer<typeof OrganizationView>;

export const listOrganizations = defineRoute({
  method: "GET",
  path: "/api/v1/organizations",
  summary: "List my organizations",
  tag: "Organizations",
  auth: "credential",
  scope: "organizations:read",
  query: PageQuery,
  status: 200,
  response: pageOf(OrganizationView),
});

export const getOrganization = defineRoute({
  method: "GET",
  path: "/api/v1/organizations/{id}",
  summary: "Show an organization",
  tag: "Organizations",
  auth: "credential",
  scope: "organizations:read",
  params: IdParam,
  status: 200,
  response: OrganizationView,
});

export const createOrganization = defineRoute({
  method: "POST",
  path: "/api/v1/organizations",
  summary: "Create an organization",
  description: "You become its owner.",
  tag: "Organizations",
  auth: "user",
  scope: "organizations:write",
  body: z.strictObject({ name: DisplayName }),
  idempotent: true,
  status: 201,
  response: OrganizationView,
  errors: ["CONFLICT"],
});

export const UpdateOrganizationBody = z.strictObject({
  name: DisplayName.optional(),
  keys_outlive_members: z.boolean().optional(),
  longest_key_lifetime_seconds: LifetimeSeconds.nullable().optional().meta({ description: "`null` lifts the limit" }),
  key_addresses_required: z.boolean().optional(),
  allowed_key_scopes: z.array(ScopeName).min(1, { error: "must name at least one scope; null allows all" }).max(100).nullable().optional().meta({ description: "`null` allows all" }),
}).refine((body) => Object.keys(body).length > 0, { error: "must change something" });
export type UpdateOrganizationBody = z.infer<typeof UpdateOrganizationBody>;

export const updateOrganization = defineRoute({
  method: "PATCH",
  path: "/api/v1/organizations/{id}",
  summary: "Rename an organization, or set its policies for keys",
  description: "For owners and admins. Allowed scopes act on the next request of every key of the organization. Lifetime and addresses hold for keys that are made or changed from now on; those that do not keep to them carry `outside_policy`.",
  tag: "Organizations",
  auth: "user",
  scope: "organizations:write",
  params: IdParam,
  body: UpdateOrganizationBody,
  status: 200,
  response: OrganizationView,
});

export const deleteOrganization = defineRoute({
  method: "DELETE",
  path: "/api/v1/organizations/{id}",
  summary: "Delete an organization",
  description: "For owners, and for administrators where no owner may sign in. Its keys, apps and connections are refused from the next request on; members keep their accounts. It cannot be undone.",
  tag: "Organizations",
  auth: "session",
  scope: "organizations:write",
  params: IdParam,
  status: 200,
  response: z.strictObject({ success: z.literal(true) }),
});
