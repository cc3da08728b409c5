import { z } from "zod";
import { defineRoute } from "./define-route";
import { AddressList, DisplayName, Email, IdParam, LifetimeSeconds, Password, PresentedPassword, RateLimitPerMinute, ScopeList, Timestamp, Username } from "./primitives";
import { pageOf, PageQuery } from "./pagination";
import { PresentedCode } from "./second-factor";
import { UserSummary } from "./users";

const Success = z.strictObject({ success: z.literal(true) });

const SessionAnswer = z.strictObject({
  success: z.literal(true).optional(),
  user: UserSummary,
  token: z.string().meta({ description: "Session token (JWT)" }),
  expires_at: Timestamp,
  refresh_token: z.string().meta({ description: "Single use; exchange it at `POST /auth/refresh`" }),
});

export const RegisterBody = z.strictObject({
  email: Email,
  password: Password,
  username: Username.optional(),
  setup_token: z.string().max(200).optional().meta({ description: "Only for the first account where `PUBLIC_URL` is not this machine" }),
});
export type RegisterBody = z.infer<typeof RegisterBody>;

export const register = defineRoute({
  method: "POST",
  path: "/api/v1/auth/register",
  summary: "Create an account",
  description: "The very first account gets the role `admin`, later ones `user`. A personal organization is created with it. Where addresses must be confirmed first (`EMAIL_VERIFICATION=required`) the answer is `{ success, verification_required }`, the same for a known address, and the account is made when the mailed link is opened.",
  tag: "Sign-in",
  auth: "anonymous",
  body: RegisterBody,
  status: 201,
  response: z.union([SessionAnswer, z.strictObject({ success: z.literal(true), verification_required: z.literal(true) })]),
  errors: ["CONFLICT", "FORBIDDEN"],
});

const identity = {
  username: z.string().min(1).max(254).optional(),
  email: z.string().min(1).max(254).optional(),
  password: PresentedPassword,
  otp: PresentedCode.optional().meta({ description: "Where the account has a second factor: the six digits of the app, or a recovery code" }),
};
const namesOneAccount = (body: { username?: string | undefined; email?: string | undefined }) => (body.username === undefined) !== (body.email === undefined);
const oneAccount = { error: "must name the account by username or by email, one of the two" };

export const LoginBody = z.strictObject(identity).refine(namesOneAccount, oneAccount);

export const login = defineRoute({
  method: "POST",
  path: "/api/v1/auth/login",
  aliases: ["/api/v1/login"],
  summary: "Sign in",
  description: "Answers a session token and sets the session cookie. A wrong password and an unknown account answer alike. Where the account has a second factor, the right password alone answers 401 `SECOND_FACTOR_REQUIRED`: send it again with `otp`.",
  tag: "Sign-in",
  auth: "anonymous",
  body: LoginBody,
  status: 200,
  response: SessionAnswer,
  errors: ["INVALID_CREDENTIALS", "SECOND_FACTOR_REQUIRED", "ACCOUNT_SUSPENDED"],
});

export const logout = defineRoute({
  method: "POST",
  path: "/api/v1/auth/logout",
  summary: "Sign out",
  description: "The session and all its tokens are refused from the next request on.",
  tag: "Sign-in",
  auth: "session",
  scope: null,
  whileEnrolling: true,
  status: 200,
  response: Success,
});

export const CreateTokenBody = z.strictObject({
  ...identity,
  scopes: ScopeList.optional(),
  allowed_ips: AddressList.optional(),
  expires_in: LifetimeSeconds.optional(),
}).refine(namesOneAccount, oneAccount);

export const TokenAnswer = z.strictObject({
  success: z.literal(true),
  data: z.strictObject({ token: z.string(), expires_at: Timestamp, id: z.string(), scopes: z.array(z.string()) }),
});

export const createToken = defineRoute({
  method: "POST",
  path: "/api/v1/auth/token",
  summary: "Get a token by username and password",
  description: "A revocable JWT; lives `TOKEN_EXPIRATION` seconds (30 days) unless `expires_in` says less or more. Where the account has a second factor, send its code as `otp`.",
  tag: "Tokens",
  auth: "anonymous",
  body: CreateTokenBody,
  status: 200,
  response: TokenAnswer,
  errors: ["INVALID_CREDENTIALS", "SECOND_FACTOR_REQUIRED", "SECOND_FACTOR_MISSING", "ACCOUNT_SUSPENDED", "FORBIDDEN"],
});

export const revokeToken = defineRoute({
  method: "DELETE",
  path: "/api/v1/auth/token",
  summary: "Revoke the presented token",
  description: "Whatever kind it is: the token that signs this request is refused from the next one on.",
  tag: "Tokens",
  auth: "credential",
  scope: null,
  status: 200,
  response: Success,
});

export const CredentialKind = z.enum(["personal_token", "api_key", "access_token", "api_token", "session", "grant"]);
export type CredentialKind = z.infer<typeof CredentialKind>;

export const verifyMe = defineRoute({
  method: "GET",
  path: "/api/v1/auth/verify",
  summary: "Is my token valid",
  tag: "Tokens",
  auth: "credential",
  scope: null,
  status: 200,
  response: z.strictObject({
    valid: z.literal(true),
    kind: CredentialKind,
    user: UserSummary,
    scopes: z.array(z.string()),
    groups: z.array(z.string()),
    expires_at: Timestamp.optional(),
  }),
});

export const RefreshBody = z.strictObject({ refresh_token: z.string().min(1).max(200).optional() });

export const refresh = defineRoute({
  method: "POST",
  path: "/api/v1/auth/refresh",
  summary: "Exchange a token for a fresh one",
  description: "With `refresh_token`: a new session token and a new refresh token. Without a body: the presented token is exchanged for one with the same scopes and addresses, and dies 60 seconds later.",
  tag: "Tokens",
  auth: "anonymous",
  credential: "deferred",
  body: RefreshBody,
  bodyOptional: true,
  status: 200,
  response: z.strictObject({
    success: z.literal(true),
    data: z.strictObject({ token: z.string(), expires_at: Timestamp.optional(), refresh_token: z.string().optional() }),
  }),
  errors: ["AUTH_REQUIRED", "INVALID_TOKEN", "TOKEN_EXPIRED", "FORBIDDEN"],
});

export const ApiTokenView = z.strictObject({
  id: z.string(),
  name: z.string(),
  scopes: z.array(z.string()),
  allowed_ips: z.array(z.string()).optional(),
  rate_limit_per_minute: z.int().optional(),
  expires_at: Timestamp.optional(),
  last_used_at: Timestamp.optional(),
  created_at: Timestamp,
});
export type ApiTokenView = z.infer<typeof ApiTokenView>;

export const CreateApiTokenBody = z.strictObject({
  name: DisplayName,
  scopes: ScopeList.optional(),
  allowed_ips: AddressList.optional(),
  expires_in: LifetimeSeconds.optional(),
  rate_limit_per_minute: RateLimitPerMinute.optional(),
});

export const createApiToken = defineRoute({
  method: "POST",
  path: "/api/v1/auth/tokens",
  summary: "Create a long-lived API token",
  description: "Never expires unless `expires_in` is given; follows its user's role and groups.",
  tag: "Tokens",
  auth: "user",
  scope: "keys:write",
  body: CreateApiTokenBody,
  idempotent: true,
  status: 201,
  response: z.strictObject({ api_token: ApiTokenView, token: z.string() }),
});

export const listApiTokens = defineRoute({
  method: "GET",
  path: "/api/v1/auth/tokens",
  summary: "List API tokens",
  tag: "Tokens",
  auth: "credential",
  scope: "keys:read",
  query: PageQuery,
  status: 200,
  response: pageOf(ApiTokenView),
});

export const getApiToken = defineRoute({
  method: "GET",
  path: "/api/v1/auth/tokens/{id}",
  summary: "Show an API token",
  tag: "Tokens",
  auth: "credential",
  scope: "keys:read",
  params: IdParam,
  status: 200,
  response: ApiTokenView,
});

export const UpdateApiTokenBody = z.strictObject({
  name: DisplayName.optional(),
  scopes: ScopeList.optional(),
  allowed_ips: AddressList.nullable().optional().meta({ description: "`null` lifts the limit" }),
  rate_limit_per_minute: RateLimitPerMinute.nullable().optional().meta({ description: "`null` returns to the default" }),
}).refine((body) => Object.keys(body).length > 0, { error: "must change something" });

export const updateApiToken = defineRoute({
  method: "PATCH",
  path: "/api/v1/auth/tokens/{id}",
  summary: "Change an API token",
  tag: "Tokens",
  auth: "user",
  scope: "keys:write",
  params: IdParam,
  body: UpdateApiTokenBody,
  status: 200,
  response: ApiTokenView,
});

export const deleteApiToken = defineRoute({
  method: "DELETE",
  path: "/api/v1/auth/tokens/{id}",
  summary: "Revoke an API token",
  tag: "Tokens",
  auth: "user",
  scope: "keys:write",
  endsOwnAccess: true,
  params: IdParam,
  status: 200,
  response: Success,
});
