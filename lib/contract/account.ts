import { z } from "zod";
import { leakMembers } from "./credential-marks";
import { defineRoute } from "./define-route";
import { Email, Password, PresentedPassword, Timestamp } from "./primitives";
import { LoggedRequest } from "./usage";

const Success = z.strictObject({ success: z.literal(true) });
const Token = z.string().min(1).max(200).meta({ description: "From the link in the mail", examples: ["q3J9…"] });

export const VerifyEmailBody = z
  .strictObject({ token: Token.optional(), email: Email.optional() })
  .refine((body) => (body.token === undefined) !== (body.email === undefined), { error: "must have the token of a link, or the address that another link is sent to" });

export const verifyEmail = defineRoute({
  method: "POST",
  path: "/api/v1/auth/verify-email",
  summary: "Confirm an address, or ask for another link",
  description: "With `token`: uses the link up that was mailed. With `email`: sends another link where one is waited for; the answer is the same where none is.",
  tag: "Sign-in",
  auth: "anonymous",
  body: VerifyEmailBody,
  status: 200,
  response: z.strictObject({
    success: z.literal(true),
    outcome: z.enum(["verified", "registered", "changed", "half_changed"]).optional().meta({ description: "Only with `token`. `half_changed`: the other address must confirm as well" }),
    email: z.string().optional(),
    username: z.string().optional(),
  }),
  errors: ["CONFLICT"],
});

export const forgotPassword = defineRoute({
  method: "POST",
  path: "/api/v1/auth/forgot-password",
  summary: "Ask for a link to choose a new password",
  description: "The link is mailed, works once, within an hour. The answer is the same, and takes as long, whether or not the address has an account.",
  tag: "Sign-in",
  auth: "anonymous",
  body: z.strictObject({ email: Email }),
  status: 200,
  response: Success,
});

export const resetPassword = defineRoute({
  method: "POST",
  path: "/api/v1/auth/reset-password",
  summary: "Choose a new password by a mailed link",
  description: "Ends all sessions of the account and the tokens fetched with the old password, and proves its address. `still_active` is what goes on working: keys, tokens, connected apps and other ways to sign in. It opens no session.",
  tag: "Sign-in",
  auth: "anonymous",
  body: z.strictObject({ token: Token, password: Password }),
  status: 200,
  response: z.strictObject({
    success: z.literal(true),
    still_active: z.array(z.strictObject({ kind: z.enum(["api_key", "personal_token", "api_token", "grant", "identity", "passkey"]), name: z.string() })),
  }),
  errors: ["ACCOUNT_SUSPENDED"],
});

export const ChangeEmailBody = z.strictObject({
  email: Email,
  password: PresentedPassword.optional().meta({ description: "Not needed within 10 minutes of signing in, and not enough where the account has a second factor" }),
});

export const changeEmail = defineRoute({
  method: "POST",
  path: "/api/v1/users/me/email",
  summary: "Change my address",
  description: "Mails a link to the new address and, where the present one is confirmed, one to that too. The address changes when each has been opened, within 24 hours.",
  tag: "Account",
  auth: "session",
  scope: null,
  body: ChangeEmailBody,
  status: 200,
  response: z.strictObject({ success: z.literal(true), confirm_at: z.array(z.enum(["new", "old"])) }),
  errors: ["REAUTHENTICATION_REQUIRED", "INVALID_CREDENTIALS"],
});

const Times = { created_at: Timestamp, expires_at: Timestamp.optional(), last_used_at: Timestamp.optional() };

export const AccountExport = z.strictObject({
  exported_at: Timestamp,
  profile: z.strictObject({
    id: z.uuid(),
    email: z.string().optional(),
    email_verified_at: Timestamp.optional(),
    username: z.string(),
    name: z.string().optional(),
    role: z.string(),
    groups: z.array(z.string()),
    has_password: z.boolean(),
    suspended_at: Timestamp.optional(),
    last_sign_in_at: Timestamp.optional(),
    created_at: Timestamp,
  }),
  organizations: z.array(z.strictObject({ id: z.string(), name: z.string(), role: z.string(), personal: z.boolean(), joined_at: Timestamp })),
  invitations: z.array(z.strictObject({ organization_id: z.string(), organization: z.string(), role: z.string(), created_at: Timestamp, expires_at: Timestamp })).meta({ description: "To your address" }),
  ways_to_sign_in: z.strictObject({
    identities: z.array(z.strictObject({ provider: z.string(), issuer: z.string(), subject: z.string(), email: z.string().optional(), name: z.string().optional(), created_at: Timestamp, last_used_at: Timestamp.optional() })),
    passkeys: z.array(z.strictObject({ id: z.string(), name: z.string(), created_at: Timestamp, last_used_at: Timestamp.optional() })),
    one_time_passwords: z.boolean(),
  }),
  credentials: z.array(
    z.strictObject({
      id: z.string(),
      kind: z.string().meta({ description: "As in `GET /auth/verify`; sessions and connected apps are here too" }),
      name: z.string(),
      hint: z.string().optional(),
      scopes: z.array(z.string()),
      allowed_ips: z.array(z.string()).optional(),
      organization_id: z.string().optional(),
      app: z.string().optional(),
      ...Times,
      last_used_ip: z.string().optional(),
      last_used_user_agent: z.string().optional(),
      created_ip: z.string().optional(),
      created_user_agent: z.string().optional(),
      calls: z.int(),
      networks: z.array(z.strictObject({ network: z.string(), first_seen_at: Timestamp, last_seen_at: Timestamp })).meta({ description: "Where it was used from, by /24 and by /48 of IPv6" }),
      ...leakMembers,
      revoked_at: Timestamp.optional(),
    }),
  ),
  sign_in_places: z.array(z.strictObject({ first_seen_at: Timestamp, last_seen_at: Timestamp })).meta({ description: "Networks and programs that you signed in from. Which they are is not kept, only a keyed hash to recognise them by" }),
  oauth_apps: z.array(z.strictObject({ id: z.string(), client_id: z.string(), name: z.string(), redirect_uris: z.array(z.string()), created_at: Timestamp })).meta({ description: "That you registered" }),
  mails: z.array(z.strictObject({ kind: z.string(), to: z.string(), subject: z.string(), status: z.string(), created_at: Timestamp })),
  audit_events: z.array(z.strictObject({ id: z.string(), occurred_at: Timestamp, action: z.string(), target_type: z.string(), target_id: z.string(), target_name: z.string().optional(), ip: z.string().optional(), user_agent: z.string().optional(), detail: z.unknown() })).meta({ description: "Your own acts, newest first" }),
  audit_events_left_out: z.int().meta({ description: "Older ones than the newest 10,000; `GET /audit-events` has them" }),
  requests: z.array(LoggedRequest.omit({ user: true })).meta({ description: "Calls with your credentials, newest first, refused ones included, for as long as the request log is kept. Not those for an organization that you have left" }),
  requests_are_cut: z.boolean().meta({ description: "There are more than the newest 10,000; `GET /requests` has them" }),
});
export type AccountExport = z.infer<typeof AccountExport>;

export const exportMe = defineRoute({
  method: "GET",
  path: "/api/v1/users/me/export",
  summary: "Everything that is kept about me",
  description: "As a file to keep. It holds no secret: keys and tokens are told by name, hint and times, and the newest calls made with them.",
  tag: "Account",
  auth: "session",
  scope: null,
  status: 200,
  response: AccountExport,
});

export const DeleteMeBody = z.strictObject({
  organizations: z
    .array(
      z
        .strictObject({
          id: z.string().min(1).max(200),
          transfer_to: z.uuid().optional().meta({ description: "A member who becomes owner" }),
          delete: z.literal(true).optional(),
        })
        .refine((decision) => (decision.transfer_to === undefined) !== (decision.delete === undefined), { error: "must be given to a member or deleted, one of the two" }),
    )
    .max(100)
    .optional()
    .meta({ description: "What becomes of organizations with other members whose only owner you are" }),
});

export const deleteMe = defineRoute({
  method: "DELETE",
  path: "/api/v1/users/me",
  summary: "Delete my account",
  description: "Within 10 minutes of signing in. Keys, tokens, sessions, connected apps and the personal organization go with it, from the next request on. Organizations with other members whose only owner you are must be decided (else LAST_OWNER). The audit log keeps what you did.",
  tag: "Account",
  auth: "session",
  scope: null,
  body: DeleteMeBody,
  bodyOptional: true,
  status: 200,
  response: Success,
  errors: ["REAUTHENTICATION_REQUIRED", "LAST_ADMIN", "LAST_OWNER", "NOT_FOUND"],
});
