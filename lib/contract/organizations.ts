import { z } from "zod";
import { defineRoute } from "./define-route";
import { pageOf, PageQuery } from "./pagination";
import { Timestamp } from "./primitives";

export const OrganizationView = z.strictObject({
  id: z.string(),
  name: z.string(),
  personal: z.boolean(),
  role: z.enum(["owner", "admin", "member"]),
  created_at: Timestamp,
});

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
