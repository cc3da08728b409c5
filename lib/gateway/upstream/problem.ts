type Coded = { code?: unknown; message?: unknown };

const words: Record<string, string> = {
  ECONNREFUSED: "the connection was refused: nothing listens there",
  ENOTFOUND: "its host name does not exist",
  EAI_AGAIN: "its host name could not be looked up",
  EHOSTUNREACH: "its host cannot be reached",
  ENETUNREACH: "its network cannot be reached",
  ECONNRESET: "it closed the connection before it had answered",
  EPIPE: "it closed the connection before it had answered",
  ETIMEDOUT: "the connection took too long",
  DEPTH_ZERO_SELF_SIGNED_CERT: "its certificate is self-signed: give its authority as ca_certificate",
  SELF_SIGNED_CERT_IN_CHAIN: "its certificate comes from an unknown authority: give that as ca_certificate",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "its certificate comes from an unknown authority: give that as ca_certificate",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "its certificate comes from an unknown authority: give that as ca_certificate",
  CERT_HAS_EXPIRED: "its certificate has expired",
  ERR_TLS_CERT_ALTNAME_INVALID: "its certificate is for another host name",
  EPROTO: "it does not speak TLS there",
  HPE_INVALID_CONSTANT: "it does not speak HTTP there",
};

/** What went wrong with an upstream, in words for an administrator. Follows "because". */
export function describeProblem(error: unknown): string {
  const { code, message } = (error ?? {}) as Coded;
  if (typeof code === "string" && words[code] !== undefined) return words[code];
  if (typeof code === "string" && code.startsWith("HPE_")) return "its answer is not valid HTTP";
  return typeof code === "string" ? code : String(message ?? error);
}
