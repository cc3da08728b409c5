import { z } from "zod";
import { defineRoute } from "./define-route";
import { cursorOf, pageOf, PageQuery } from "./pagination";
import { ScopeName } from "./primitives";
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
  query: PageQuery.extend({ limit: z.coerce.number().int().min(1).max(100).default(100), cursor: cursorOf(/^[a-z][a-z0-9_.:-]{0,82}$/) }),
  status: 200,
  response: pageOf(ScopeView),
});

const Description = z.string().trim().min(1, { error: "must say what the scope allows" }).max(200);
const NameParam = z.object({ name: z.string().min(1).max(100) });

export const createScope = defineRoute({
  method: "POST",
  path: "/api/v1/scopes",
  summary: "Add a scope",
  description: "For administrators. A scope of your own API, to be granted to keys and apps and asked for in front of it.",
  tag: "Scopes",
  auth: "credential",
  scope: "admin",
  body: z.strictObject({ name: ScopeName, description: Description, lowest_role: z.enum(roles).default("user") }),
  idempotent: true,
  status: 201,
  response: ScopeView,
  errors: ["CONFLICT"],
});

export const updateScope = defineRoute({
  method: "PATCH",
  path: "/api/v1/scopes/{name}",
  summary: "Describe a scope or change who may hold it",
  description: "The lowest role of a built-in scope is fixed. A change acts on the next request of every credential.",
  tag: "Scopes",
  auth: "credential",
  scope: "admin",
  params: NameParam,
  body: z.strictObject({ description: Description.optional(), lowest_role: z.enum(roles).optional() }).refine((body) => Object.keys(body).length > 0, { error: "must change something" }),
  status: 200,
  response: ScopeView,
  errors: ["CONFLICT"],
});

export const deleteScope = defineRoute({
  method: "DELETE",
  path: "/api/v1/scopes/{name}",
  summary: "Delete a scope",
  description: "Whoever holds it holds it no longer, from the next request on. Built-in scopes stay.",
  tag: "Scopes",
  auth: "credential",
  scope: "admin",
  params: NameParam,
  status: 200,
  response: z.strictObject({ success: z.literal(true) }),
  errors: ["CONFLICT"],
});
