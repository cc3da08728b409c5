import { z } from "zod";
import { defineRoute } from "./define-route";
import { MemberView } from "./members";
import { pageOf, PageQuery } from "./pagination";
import { IdParam, Timestamp } from "./primitives";

export const OrganizationOverview = z.strictObject({
  id: z.string(),
  name: z.string(),
  owners: z.array(z.strictObject({ id: z.uuid(), username: z.string(), suspended: z.boolean() })),
  ownerless: z.boolean().meta({ description: "Nobody who may sign in owns it: an administrator can appoint an owner, or delete it" }),
  members: z.int(),
  keys: z.int().meta({ description: "API keys that were not revoked" }),
  created_at: Timestamp,
});
export type OrganizationOverview = z.infer<typeof OrganizationOverview>;

export const ListOrganizationOverviewsQuery = PageQuery.extend({
  search: z.string().min(1).max(200).optional().meta({ description: "Part of a name, or a whole id" }),
  ownerless: z.enum(["true", "false"]).optional(),
});

export const listOrganizationOverviews = defineRoute({
  method: "GET",
  path: "/api/v1/organization-overviews",
  summary: "List all organizations",
  description: "For administrators, newest first; personal ones, which come and go with their account, are left out. What is in an organization stays its members' own.",
  tag: "Organizations",
  auth: "credential",
  scope: "users:read",
  query: ListOrganizationOverviewsQuery,
  status: 200,
  response: pageOf(OrganizationOverview),
});

export const appointOwner = defineRoute({
  method: "POST",
  path: "/api/v1/organizations/{id}/owner",
  summary: "Appoint an owner of an organization that has none",
  description: "For administrators, and only where nobody who may sign in owns it (else CONFLICT: its owners decide). Any account that may sign in, also one that was no member.",
  tag: "Organizations",
  auth: "session",
  scope: "users:write",
  params: IdParam,
  body: z.strictObject({ user_id: z.uuid() }),
  status: 200,
  response: MemberView,
  errors: ["CONFLICT"],
});
