/** Why an answer to an invitation was refused, in a sentence. */
export function readInvitationError(code: string | undefined): string | undefined {
  if (code === undefined) return undefined;
  if (code === "FORBIDDEN") return "This account cannot accept the invitation: it is for another address.";
  if (code === "AUTH_REQUIRED") return "You were signed out meanwhile. Sign in and accept again.";
  if (code === "RATE_LIMITED") return "Too many attempts. Wait a minute and try again.";
  return "That did not work. Try again.";
}
