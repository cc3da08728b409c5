import { z } from "zod";
import { defineRoute } from "./define-route";
import { pageOf, PageQuery } from "./pagination";
import { roles } from "./scopes";

export const ScopeView = z.strictObject({
  name: z.string(),
  description: z.string(),
  lowest_role: z.enum(roles),
  built_in: z.boolean(),
  grantable: z.boolean().meta({ description: "May your role hold it?" }),
});
export type ScopeView = z.infer<typeof ScopeView>;

export const listScopes = defineRoute({
  method: "GET",
  path: "/api/v1/scopes",
  summary: "List scopes",
  tag: "Scopes",
  auth: "credential",
  scope: null,
  query: PageQuery.extend({ limit: z.coerce.number().int().min(1).max(100).default(100) }),
  status: 200,
  response: pageOf(ScopeView),
});
