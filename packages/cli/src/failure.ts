/** What the process ends with. Documented in the README: scripts decide by it. */
export const exitCodes = { ok: 0, failed: 1, usage: 2, notSignedIn: 3, unreachable: 4, interrupted: 130 } as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

type Details = {
  exitCode?: ExitCode;
  /** What to do about it. */
  hint?: string | undefined;
  /** The server's answer, as it came: what `--json` prints. */
  answer?: unknown;
  /** The result has been printed, and is what failed. */
  isShown?: boolean;
};

/** A command that did not do what it was asked to, in words for a person: what happened, to what, and what to do. */
export class Failure extends Error {
  readonly exitCode: ExitCode;
  readonly hint: string | undefined;
  readonly answer: unknown;
  readonly isShown: boolean;

  constructor(message: string, { exitCode = exitCodes.failed, hint, answer, isShown = false }: Details = {}) {
    super(message);
    this.exitCode = exitCode;
    this.hint = hint;
    this.answer = answer;
    this.isShown = isShown;
  }
}

/** The command line itself is wrong. */
export function usageFailure(message: string, hint?: string): Failure {
  return new Failure(message, { exitCode: exitCodes.usage, hint });
}
