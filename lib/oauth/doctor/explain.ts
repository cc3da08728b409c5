import type { StepView } from "@/lib/contract/doctor";
import { causes, type CauseCode } from "./causes";
import type { ConnectionStep } from "./step";

export type Explained = { code: string; title: string; fix: string };

/** What a step's cause means. A code that this version does not know is shown as it is. */
export function explainCause(code: string | null): Explained | undefined {
  if (code === null) return undefined;
  const known = Object.hasOwn(causes, code) ? causes[code as CauseCode] : undefined;
  return { code, title: known?.title ?? code, fix: known?.fix ?? "Look at what was sent." };
}

/** A step in one line, as it went. */
export function titleOf(step: StepView["step"], succeeded: boolean, cause: string | null): string {
  return succeeded ? succeededTitles[step] : (explainCause(cause)?.title ?? failedTitles[step]);
}

const succeededTitles: Record<ConnectionStep, string> = {
  discovery: "Found out how to connect",
  registration: "Registered itself",
  document: "Its metadata document was read",
  authorize: "Asked for authorization",
  sign_in: "Somebody signed in",
  consent: "The person agreed",
  token: "Got its tokens",
  first_call: "Made its first call",
  refresh: "Refreshed its tokens",
  revoke: "Was disconnected",
};

const failedTitles: Record<ConnectionStep, string> = {
  discovery: "Did not find out how to connect",
  registration: "Could not register itself",
  document: "Its metadata document could not be used",
  authorize: "Its request for authorization was refused",
  sign_in: "The sign-in failed",
  consent: "There was no consent",
  token: "Got no tokens",
  first_call: "Its call was refused",
  refresh: "Could not refresh its tokens",
  revoke: "Could not be disconnected",
};
