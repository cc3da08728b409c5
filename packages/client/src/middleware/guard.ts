import type { CallFacts, Principal, Requirements } from "../verify/principal";
import { readCredential } from "../verify/read-credential";
import type { Verifier } from "../verify/create-verifier";
import { toRefusal, type Refusal } from "./refusal";

export type GuardOptions = Requirements & {
  /** Lets calls without a credential pass, without a principal. A bad one is refused all the same. */
  optional?: boolean | undefined;
  /** Told of refusals, and of why credentials could not be checked (503). */
  onRefused?: ((error: unknown) => void) | undefined;
};

export type GuardedCall = CallFacts & { header: (name: string) => string | null | undefined };

/** What every middleware does, whatever its framework: the principal, or the answer that refuses the call. */
export async function guard(verifier: Verifier, { optional, onRefused, ...requirements }: GuardOptions, { header, ...facts }: GuardedCall): Promise<{ principal?: Principal } | { refusal: Refusal }> {
  try {
    const token = readCredential(header);
    if (token === undefined && optional) return {};
    return { principal: await verifier.verify(token, requirements, { userAgent: header("user-agent") ?? undefined, ...facts }) };
  } catch (error) {
    const refusal = toRefusal(error);
    onRefused?.(error);
    return { refusal };
  }
}

/** Who calls, by the framework's own object for the call. */
const principals = new WeakMap<object, Principal>();

export const setPrincipal = (call: object, principal: Principal): void => void principals.set(call, principal);

/** Who calls; `undefined` where nobody had to sign in. */
export const findPrincipal = (call: object): Principal | undefined => principals.get(call);

/** Who calls. Throws where no `requireAuth` stands before. */
export function getPrincipal(call: object): Principal {
  const principal = principals.get(call);
  if (!principal) throw new Error("No principal: put requireAuth before this handler, without `optional`");
  return principal;
}
