import { errorTable, type ErrorCode, type ErrorDetails } from "./contract/errors";

/**
 * What a verb throws to refuse. It knows the code and never a status number; the edge looks that up.
 * Recognise it with `isRefusal`, not with `instanceof`: the process has two bundles, and so two copies of this class.
 */
export class Refusal extends Error {
  readonly refusal = true;
  constructor(readonly code: ErrorCode, readonly details: ErrorDetails = {}, message: string = errorTable[code].text) {
    super(message);
  }
}

export function isRefusal(error: unknown): error is Refusal {
  return error instanceof Error && (error as Partial<Refusal>).refusal === true;
}

export const notFound = () => new Refusal("NOT_FOUND");
export const invalid = (path: string, message: string) => new Refusal("VALIDATION_FAILED", { issues: [{ path, message }] });
