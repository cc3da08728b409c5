export { KeyhouseError } from "./errors";
export type { CallFacts, Principal, Requirements } from "./verify/principal";
export { createVerifier, type Verifier, type VerifierOptions } from "./verify/create-verifier";
export { scopeAllows } from "./verify/requirements";
