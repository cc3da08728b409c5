import type { Caller } from "@/lib/context";
import type { CauseCode } from "./causes";

const connectionSteps = ["discovery", "registration", "document", "authorize", "sign_in", "consent", "token", "first_call", "refresh", "revoke"] as const;
export type ConnectionStep = (typeof connectionSteps)[number];

export type Step = {
  step: ConnectionStep;
  succeeded: boolean;
  /** What the client sends as client_id. */
  clientId?: string | undefined;
  clientName?: string | undefined;
  userId?: string | undefined;
  /** The grant that came of it. */
  credentialId?: string | undefined;
  cause?: CauseCode | undefined;
  /** What was sent and what was expected; never a secret. */
  detail?: Record<string, unknown> | undefined;
  /** Where it is known: from the authorization request, the code or the grant. */
  attemptId?: string | undefined;
  caller: Caller;
};
