import { z } from "zod";
import { defineRoute } from "./define-route";
import { DisplayName, IdParam, Timestamp } from "./primitives";
import { RecoveryCodes } from "./second-factor";

export const PasskeyView = z.strictObject({
  id: z.string(),
  name: z.string(),
  synced: z.boolean().meta({ description: "Is it backed up, so that it is on several devices?" }),
  created_at: Timestamp,
  last_used_at: Timestamp.optional(),
});
export type PasskeyView = z.infer<typeof PasskeyView>;

const text = z.string().max(8192);

/** RegistrationResponseJSON (WebAuthn Level 3): what the browser makes of the options. Members that a later version adds are let through. */
const RegistrationResponse = z.looseObject({
  id: text,
  rawId: text,
  type: z.literal("public-key"),
  response: z.looseObject({ clientDataJSON: text, attestationObject: z.string().max(32_768), transports: z.array(z.string().max(40)).max(10).optional() }),
  clientExtensionResults: z.record(z.string(), z.unknown()),
});
export type RegistrationResponse = z.infer<typeof RegistrationResponse>;

/** AuthenticationResponseJSON. */
export const AuthenticationResponse = z.looseObject({
  id: text,
  rawId: text,
  type: z.literal("public-key"),
  response: z.looseObject({ clientDataJSON: text, authenticatorData: text, signature: text, userHandle: text.optional() }),
  clientExtensionResults: z.record(z.string(), z.unknown()),
});
export type AuthenticationResponse = z.infer<typeof AuthenticationResponse>;

const own = { tag: "Second factor", auth: "session", scope: null, whileEnrolling: true } as const;

export const listPasskeys = defineRoute({
  ...own,
  method: "GET",
  path: "/api/v1/users/me/passkeys",
  summary: "List my passkeys",
  status: 200,
  response: z.strictObject({ data: z.array(PasskeyView) }),
});

export const startPasskey = defineRoute({
  ...own,
  method: "POST",
  path: "/api/v1/users/me/passkeys/options",
  summary: "Ask for the options to make a passkey",
  description: "For `navigator.credentials.create()`. The challenge is good for 5 minutes and one passkey. Needs a sign-in younger than 10 minutes.",
  status: 200,
  response: z.strictObject({ options: z.record(z.string(), z.unknown()).meta({ description: "PublicKeyCredentialCreationOptionsJSON" }) }),
  errors: ["REAUTHENTICATION_REQUIRED", "CONFLICT"],
});

export const createPasskey = defineRoute({
  ...own,
  method: "POST",
  path: "/api/v1/users/me/passkeys",
  summary: "Add a passkey",
  description: "It signs in by itself, and is the second factor beside a password. With the first factor of an account its recovery codes are made.",
  body: z.strictObject({ name: DisplayName, response: RegistrationResponse.meta({ description: "RegistrationResponseJSON" }) }),
  status: 201,
  response: z.strictObject({ passkey: PasskeyView, recovery_codes: RecoveryCodes.optional() }),
  errors: ["CONFLICT"],
});

export const updatePasskey = defineRoute({
  ...own,
  method: "PATCH",
  path: "/api/v1/users/me/passkeys/{id}",
  summary: "Rename a passkey",
  params: IdParam,
  body: z.strictObject({ name: DisplayName }),
  status: 200,
  response: PasskeyView,
});

export const deletePasskey = defineRoute({
  ...own,
  method: "DELETE",
  path: "/api/v1/users/me/passkeys/{id}",
  summary: "Remove a passkey",
  description: "It no longer signs in. Refused where it is the last factor and the role needs one. Needs a sign-in younger than 10 minutes.",
  params: IdParam,
  status: 200,
  response: z.strictObject({ success: z.literal(true) }),
  errors: ["REAUTHENTICATION_REQUIRED", "CONFLICT"],
});
