import { z } from "zod";
import { CredentialKind } from "./auth";
import { defineRoute } from "./define-route";
import { IdParam } from "./primitives";

/** What goes with an account, said before it goes. */
export const Deletion = z.strictObject({
  credentials: z.partialRecord(CredentialKind, z.int()).meta({ description: "How many of each kind stop working" }),
  organizations: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      fate: z.enum(["deleted", "left", "blocks"]).meta({ description: "`deleted` with everything in it; `left`, where others own it; `blocks` the deletion (LAST_OWNER) until somebody else is owner" }),
      keeps_keys: z.boolean().meta({ description: "Keys that the account made there pass to another owner, unless the deletion says otherwise" }),
      keys: z.array(z.string()).meta({ description: "Their names; at most 100" }),
    }),
  ),
  apps: z.array(z.strictObject({ name: z.string(), connections: z.int() })).meta({ description: "OAuth clients that the account registered for itself, with how many connections each has" }),
});
export type Deletion = z.infer<typeof Deletion>;

export const describeUserDeletion = defineRoute({
  method: "GET",
  path: "/api/v1/users/{id}/deletion",
  summary: "Show what deleting an account would take with it",
  tag: "Users",
  auth: "credential",
  scope: "users:read",
  params: IdParam,
  status: 200,
  response: Deletion,
});
