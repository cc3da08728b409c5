/** Why an address that a stranger named could not be fetched. The message follows "because". */
export class SafeFetchError extends Error {
  constructor(readonly reason: "address_refused" | "not_found" | "unreachable" | "timeout" | "too_large" | "busy", message: string) {
    super(message);
  }
}
