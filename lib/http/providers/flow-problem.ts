/**
 * Why we ourselves do not go on with a sign-in at a provider.
 * absent: not offered here; redirect_uri: not on the operator's list; denied: the person said no; gone: `state` is unknown, used or
 * too old; elsewhere: `state` belongs to another browser; signed_out, other_person: not who set out.
 */
export type FlowProblemKind = "absent" | "redirect_uri" | "denied" | "gone" | "elsewhere" | "signed_out" | "other_person";

export class FlowProblem extends Error {
  readonly flowProblem = true;
  /** `sent`: what somebody else has sent, to be shown as text. */
  constructor(
    readonly kind: FlowProblemKind,
    readonly sent?: string,
  ) {
    super(kind);
  }
}

export function isFlowProblem(error: unknown): error is FlowProblem {
  return error instanceof Error && (error as Partial<FlowProblem>).flowProblem === true;
}
