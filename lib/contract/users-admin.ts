import { z } from "zod";
import { defineRoute } from "./define-route";
import { KeysOfLeaver } from "./members";
import { pageOf, PageQuery } from "./pagination";
import { DisplayName, IdParam, Timestamp } from "./primitives";
import { roles } from "./scopes";
import { UserSummary } from "./users";

export const UserView = UserSummary.extend({
  suspended: z.boolean(),
  email_verified: z.boolean(),
  created_at: Timestamp,
  last_sign_in_at: Timestamp.optional(),
});
export type UserView = z.infer<typeof UserView>;

export const ListUsersQuery = PageQuery.extend({
  search: z.string().min(1).max(200).optional().meta({ description: "Part of a username, name or address, or a whole id" }),
  role: z.enum(roles).optional(),
  group: z.string().min(1).max(100).optional(),
  suspended: z.enum(["true", "false"]).optional(),
  signed_in: z.enum(["true", "false"]).optional().meta({ description: "`false`: accounts that nobody has ever signed in to" }),
});

export const listUsers = defineRoute({
  method: "GET",
  path: "/api/v1/users",
  summary: "List accounts",
  description: "For administrators. Newest first.",
  tag: "Users",
  auth: "credential",
  scope: "users:read",
  query: ListUsersQuery,
  status: 200,
  response: pageOf(UserView),
});

export const getUser = defineRoute({
  method: "GET",
  path: "/api/v1/users/{id}",
  summary: "Show an account",
  tag: "Users",
  auth: "credential",
  scope: "users:read",
  params: IdParam,
  status: 200,
  response: UserView,
});

export const UpdateUserBody = z.strictObject({
  role: z.enum(roles).optional(),
  groups: z.array(DisplayName).max(100).optional().meta({ description: "All groups of the account; an empty list takes it out of all" }),
  suspended: z.boolean().optional().meta({ description: "A suspended account is refused everywhere until it is lifted" }),
}).refine((body) => Object.keys(body).length > 0, { error: "must change something" });

const updating = {
  path: "/api/v1/users/{id}",
  description: "Acts on the next request of every credential of that account, on every instance.",
  tag: "Users",
  auth: "credential",
  scope: "users:write",
  params: IdParam,
  body: UpdateUserBody,
  status: 200,
  response: UserView,
  errors: ["LAST_ADMIN"],
} as const;

export const replaceUser = defineRoute({ ...updating, method: "PUT", summary: "Set role, groups or suspension" });
export const updateUser = defineRoute({ ...updating, method: "PATCH", summary: "Change role, groups or suspension" });

export const deleteUser = defineRoute({
  method: "DELETE",
  path: "/api/v1/users/{id}",
  summary: "Delete an account",
  description: "Its credentials, its personal organization and its memberships go with it. Keys that it made for organizations of others end, or pass to an owner where the organization or `keys` says so. The audit log keeps what it did.",
  tag: "Users",
  auth: "credential",
  scope: "users:write",
  params: IdParam,
  body: z.strictObject({ keys: KeysOfLeaver.optional() }),
  bodyOptional: true,
  status: 200,
  response: z.strictObject({ success: z.literal(true) }),
  errors: ["LAST_ADMIN", "LAST_OWNER"],
});
