import { WebAuthnError } from "@simplewebauthn/browser";
import { describeError } from "@/components/describe-error";

/** Why there is no passkey: what the browser says is for programs. */
export function describePasskeyError(error: unknown): string {
  if (error instanceof WebAuthnError && error.code === "ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED") return "This device has a passkey for your account already.";
  const name = error instanceof Error ? error.name : "";
  if (name === "NotAllowedError" || name === "AbortError") return "The passkey was not used: it was cancelled, or took too long.";
  if (name === "SecurityError") return "The browser refused it for this address. Open this page at the address where the server says it is.";
  if (name === "NotSupportedError" || name === "ConstraintError") return "This device cannot keep a passkey that its owner unlocks. Try another one.";
  return describeError(error);
}
