import type { z } from "zod";
import type { ErrorCode } from "./errors";
import type { BuiltInScope } from "./scopes";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/**
 * Who may call.
 * - `anonymous`: everybody.
 * - `credential`: any valid credential (layers 1 and 2).
 * - `user`: a session or an OAuth grant (layer 2); an API key answers 403.
 * - `session`: a person who signed in; what concerns the account itself is not delegated to apps.
 */
export type RouteAuth = "anonymous" | "credential" | "user" | "session";

/**
 * Which budget an anonymous call spends (a credential always spends its own).
 * - `default`: `RATE_LIMIT_ANONYMOUS_PER_MINUTE` by address.
 * - `public`: documents that every client fetches; 600 a minute by address.
 * - `verification`: asked once per call that a resource server receives; what is asked about spends its own budget.
 * - `live`: pages that watch ask again and again; a session's asking is counted by itself, so that looking does not use up the person's minute.
 */
export type RouteRateLimit = "default" | "public" | "verification" | "live";

type Authorization =
  | {
      auth: "anonymous";
      scope?: undefined;
      /** What becomes of a credential that is sent all the same: nothing (the default), a bad one is refused, or the verb decides. */
      credential?: "ignored" | "checked" | "deferred";
    }
  /** `null` states explicitly that any credential will do. */
  | { auth: Exclude<RouteAuth, "anonymous">; scope: BuiltInScope | null };

export type RouteShape = {
  method: Method;
  /** `/api/v1/...` with `{name}` for parameters. */
  path: `/${string}`;
  summary: string;
  /** Markdown for the reference. */
  description?: string;
  tag: string;
  rateLimit?: RouteRateLimit;
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** The body may be left out altogether. */
  bodyOptional?: boolean;
  status: 200 | 201 | 202 | 204 | 302;
  response: z.ZodType;
  /** What the answer is, where it is not JSON: then it is a text. */
  media?: "text/csv";
  /** Beyond those that follow from `auth`, `scope`, `body` and the limits. */
  errors?: readonly ErrorCode[];
  /** Ends access: the person who signed in needs no scope for it, whatever became of their role. */
  endsOwnAccess?: boolean;
  /** Open also to a session that still has to set up the second factor which its role needs. */
  whileEnrolling?: boolean;
  /** Other servers ask on behalf of their callers: our own pages' cookie counts for nothing, and a token may be for any resource (the verb looks at it). */
  forOtherServers?: boolean;
  /** Accepts `Idempotency-Key`. */
  idempotent?: boolean;
  /** The same route under other paths. */
  aliases?: readonly `/${string}`[];
};

export type RouteDefinition = RouteShape & Authorization;

/** Declares a route once; enforcement, OpenAPI, reference, typed calls and the test matrix are read from it. */
export function defineRoute<const Route extends RouteDefinition>(route: Route): Route {
  return route;
}
