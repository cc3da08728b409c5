import { z } from "zod";
import { defineRoute } from "./define-route";
import { roles } from "./scopes";

export const RolePolicyView = z.strictObject({
  role: z.enum(roles),
  second_factor_required: z.boolean(),
  people: z.int().meta({ description: "Accounts with this role" }),
  without_second_factor: z.int().meta({ description: "Of these, how many have none yet" }),
});
export type RolePolicyView = z.infer<typeof RolePolicyView>;

export const listRolePolicies = defineRoute({
  method: "GET",
  path: "/api/v1/role-policies",
  summary: "What each role needs",
  description: "For administrators.",
  tag: "Users",
  auth: "credential",
  scope: "admin",
  status: 200,
  response: z.strictObject({ data: z.array(RolePolicyView) }),
});

export const updateRolePolicy = defineRoute({
  method: "PATCH",
  path: "/api/v1/role-policies/{role}",
  summary: "Say what a role needs",
  description: "With `second_factor_required`, sessions of people with this role who have no second factor can do nothing but set one up, from their next request on. Keys and tokens go on.",
  tag: "Users",
  auth: "credential",
  scope: "admin",
  params: z.object({ role: z.string().min(1).max(200) }),
  body: z.strictObject({ second_factor_required: z.boolean() }),
  status: 200,
  response: RolePolicyView,
});
