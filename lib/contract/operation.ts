import { z } from "zod";
import { defineRoute } from "./define-route";
import { UserSummary } from "./users";

export const getHealth = defineRoute({
  method: "GET",
  path: "/api/v1/health",
  aliases: ["/health"],
  summary: "Is the service well",
  description: "With a credential also says whose it is; a bad one answers 401.",
  tag: "Operation",
  auth: "anonymous",
  credential: "checked",
  rateLimit: "public",
  status: 200,
  response: z.strictObject({
    status: z.literal("ok"),
    version: z.string(),
    database: z.literal("ok"),
    redis: z.enum(["ok", "away"]).optional().meta({ description: "Where `REDIS_URL` is set. Away: each instance counts its part of the limits alone" }),
    user: UserSummary.optional(),
    scopes: z.array(z.string()).optional(),
  }),
  errors: ["UNAVAILABLE", "INVALID_TOKEN", "TOKEN_EXPIRED"],
});

export const getJwks = defineRoute({
  method: "GET",
  path: "/oauth/jwks.json",
  summary: "Keys that verify our tokens (RFC 7517)",
  tag: "Operation",
  auth: "anonymous",
  rateLimit: "public",
  status: 200,
  response: z.strictObject({ keys: z.array(z.record(z.string(), z.unknown())) }),
});
