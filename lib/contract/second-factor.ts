import { z } from "zod";
import { defineRoute } from "./define-route";
import { IdParam, Timestamp } from "./primitives";

const Success = z.strictObject({ success: z.literal(true) });

/** What somebody types from an app or a list: spaces and hyphens do not count. */
export const PresentedCode = z.string().min(1).max(64).meta({ description: "The six digits of the app, or a recovery code", examples: ["123456"] });

export const RecoveryCodes = z.array(z.string()).meta({ description: "Each works once; shown this once" });

export const SecondFactorState = z.strictObject({
  enabled: z.boolean().meta({ description: "Does a password alone no longer sign in?" }),
  required: z.boolean().meta({ description: "Does the role need one?" }),
  totp: z.strictObject({ confirmed_at: Timestamp }).optional().meta({ description: "An app that shows codes" }),
  passkeys: z.int(),
  recovery_codes_left: z.int(),
});
export type SecondFactorState = z.infer<typeof SecondFactorState>;

/** What every route about the caller's own factors has in common. */
const own = { tag: "Second factor", auth: "session", scope: null, whileEnrolling: true } as const;
const needsRecentSignIn = " Needs a sign-in younger than 10 minutes.";

export const getSecondFactor = defineRoute({
  ...own,
  method: "GET",
  path: "/api/v1/users/me/second-factor",
  summary: "State of my second factor",
  status: 200,
  response: SecondFactorState,
});

export const startTotp = defineRoute({
  ...own,
  method: "POST",
  path: "/api/v1/users/me/totp",
  summary: "Set up an app that shows codes",
  description: `Answers a secret for any app that knows RFC 6238 (SHA-1, 6 digits, 30 seconds). It counts once it was confirmed by a first code; until then each call makes a new secret.${needsRecentSignIn}`,
  status: 201,
  response: z.strictObject({ secret: z.string().meta({ description: "Base 32" }), uri: z.string().meta({ description: "`otpauth://...`, for a QR code" }) }),
  errors: ["REAUTHENTICATION_REQUIRED", "CONFLICT"],
});

export const confirmTotp = defineRoute({
  ...own,
  method: "POST",
  path: "/api/v1/users/me/totp/confirm",
  summary: "Confirm the app by its first code",
  description: "From now on a password alone does not sign in. With the first factor of an account its recovery codes are made.",
  body: z.strictObject({ code: PresentedCode }),
  status: 200,
  response: z.strictObject({ recovery_codes: RecoveryCodes.optional() }),
  errors: ["INVALID_CREDENTIALS", "CONFLICT"],
});

export const deleteTotp = defineRoute({
  ...own,
  method: "DELETE",
  path: "/api/v1/users/me/totp",
  summary: "Remove the app that shows codes",
  description: `Refused where it is the last factor and the role needs one.${needsRecentSignIn}`,
  status: 200,
  response: Success,
  errors: ["REAUTHENTICATION_REQUIRED", "NOT_FOUND", "CONFLICT"],
});

export const createRecoveryCodes = defineRoute({
  ...own,
  method: "POST",
  path: "/api/v1/users/me/recovery-codes",
  summary: "Make new recovery codes",
  description: `The old ones end.${needsRecentSignIn}`,
  status: 201,
  response: z.strictObject({ recovery_codes: RecoveryCodes }),
  errors: ["REAUTHENTICATION_REQUIRED", "CONFLICT"],
});

export const resetSecondFactor = defineRoute({
  method: "DELETE",
  path: "/api/v1/users/{id}/second-factor",
  summary: "Reset the second factor of an account",
  description: "For administrators, where somebody has lost it. The app, the passkeys and the recovery codes of the account are removed, its sessions end, and the person is told.",
  tag: "Users",
  auth: "credential",
  scope: "users:write",
  params: IdParam,
  status: 200,
  response: Success,
  errors: ["CONFLICT"],
});
