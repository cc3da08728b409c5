import { operations } from "../generated/operations";

let patterns: RegExp[] | undefined;

/** Whether the server keeps the answer of this route under an Idempotency-Key; elsewhere it ignores the header. */
export function acceptsIdempotencyKey(method: string, path: string): boolean {
  patterns ??= Object.values(operations).flatMap((methods) => Object.values(methods).filter((operation) => operation.endsWith(" key")).map(toPattern));
  return method === "POST" && patterns.some((pattern) => pattern.test(path));
}

function toPattern(operation: string): RegExp {
  return new RegExp(`^(?:/api/v1|/api)${operation.split(" ")[1]!.replace("/api/v1", "").replace(/\{\w+\}/g, "[^/]+")}$`);
}
