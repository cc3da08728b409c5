import type { RouteDefinition } from "./define-route";
import { errorTable, type ErrorCode } from "./errors";
import type { JsonSchema, OpenApiResponse } from "./openapi-document";

/** The errors of a route by status: those that follow from how it is declared, and those that it names. */
export function errorResponses(route: RouteDefinition): Record<string, OpenApiResponse> {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of errorCodes(route)) {
    const { status } = errorTable[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  const responses = [...byStatus].sort(([a], [b]) => a - b).map(([status, codes]) => [String(status), errorResponse(codes)] as const);
  return Object.fromEntries(responses);
}

function errorCodes(route: RouteDefinition): ErrorCode[] {
  const codes = new Set<ErrorCode>();
  const add = (...more: ErrorCode[]) => more.forEach((code) => codes.add(code));
  if (route.query || route.body) add("VALIDATION_FAILED");
  if (route.body) add("BAD_REQUEST", "PAYLOAD_TOO_LARGE", "UNSUPPORTED_MEDIA_TYPE");
  if (route.auth !== "anonymous") add("BAD_REQUEST", "AUTH_REQUIRED", "INVALID_TOKEN", "TOKEN_EXPIRED", "IP_NOT_ALLOWED", "ACCOUNT_SUSPENDED");
  if (route.scope || route.auth === "user" || route.auth === "session") add("FORBIDDEN");
  if (route.auth !== "anonymous" && !route.whileEnrolling) add("SECOND_FACTOR_MISSING");
  if (route.params) add("NOT_FOUND");
  if (route.idempotent) add("CONFLICT");
  add("RATE_LIMITED", "INTERNAL", "UNAVAILABLE", ...(route.errors ?? []));
  return [...codes];
}

function errorResponse(codes: ErrorCode[]): OpenApiResponse {
  const schema = { allOf: [{ $ref: "#/components/schemas/Error" }, { properties: { code: { enum: codes } } }] };
  return { description: codes.map((code) => `${code}: ${errorTable[code].text}`).join("; "), content: { "application/json": { schema } } };
}

export const ErrorSchema: JsonSchema = {
  type: "object",
  required: ["success", "error", "code", "request_id"],
  properties: {
    success: { const: false },
    error: { type: "string", description: "For people" },
    code: { type: "string", description: "For programs", enum: Object.keys(errorTable) },
    request_id: { type: "string" },
    issues: { type: "array", description: "With VALIDATION_FAILED", items: { type: "object", required: ["path", "message"], properties: { path: { type: "string" }, message: { type: "string" } } } },
    required_scope: { type: "string", description: "With FORBIDDEN" },
    required_role: { type: "string", description: "With FORBIDDEN" },
    field: { type: "string", description: "With CONFLICT" },
    retry_after: { type: "integer", description: "With RATE_LIMITED, in seconds; the same as the Retry-After header" },
  },
};
