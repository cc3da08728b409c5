import type { z } from "zod";
import type { RouteDefinition } from "@/lib/contract/define-route";
import type { Awaitable } from "@/lib/awaitable";
import { Refusal } from "@/lib/errors";
import type { Incoming } from "../incoming";
import { parseJson, requireStorable } from "./parse-json";

export type Input = { params: unknown; query: unknown; body: unknown; rawBody: Uint8Array | undefined };

/** Path, query and body as the route declares them. Throws BAD_REQUEST, VALIDATION_FAILED, PAYLOAD_TOO_LARGE or UNSUPPORTED_MEDIA_TYPE. */
export function readInput(incoming: Incoming, route: RouteDefinition): Awaitable<Input> {
  const params = route.params ? checkInput(route.params, storable(incoming.params)) : {};
  const query = route.query ? checkInput(route.query, readQuery(incoming.url)) : {};
  if (!route.body) return { params, query, body: undefined, rawBody: undefined };
  return readBody(incoming, route).then((body) => ({ params, query, ...body }));
}

async function readBody(incoming: Incoming, route: RouteDefinition): Promise<Pick<Input, "body" | "rawBody">> {
  const rawBody = await incoming.body();
  if (!route.body || (rawBody.byteLength === 0 && route.bodyOptional)) return { body: undefined, rawBody };
  requireJson(incoming, rawBody);
  return { body: checkInput(route.body, parseJson(rawBody)), rawBody };
}

function requireJson(incoming: Incoming, rawBody: Uint8Array): void {
  const [type, ...parameters] = (incoming.header("content-type") ?? "").toLowerCase().split(";").map((part) => part.trim());
  if (type !== "application/json" && (rawBody.byteLength > 0 || type !== "")) throw new Refusal("UNSUPPORTED_MEDIA_TYPE");
  // JSON between systems is UTF-8 (RFC 8259, section 8.1): what says that it is something else would be misread
  const charset = parameters.find((parameter) => parameter.startsWith("charset="))?.slice("charset=".length).replaceAll('"', "");
  if (charset !== undefined && !readable.has(charset)) throw new Refusal("UNSUPPORTED_MEDIA_TYPE", {}, "Send the body in UTF-8");
  // RFC 9110, section 8.4
  const coding = incoming.header("content-encoding")?.trim().toLowerCase();
  if (coding && coding !== "identity") throw new Refusal("UNSUPPORTED_MEDIA_TYPE", {}, "Send the body as it is, without a Content-Encoding");
}

const readable = new Set(["utf-8", "utf8", "us-ascii"]);

function readQuery(url: string): Record<string, string> {
  const query: Record<string, string> = {};
  const mark = url.indexOf("?");
  if (mark === -1) return query;
  for (const [name, value] of new URLSearchParams(url.slice(mark))) {
    if (Object.hasOwn(query, name)) throw new Refusal("BAD_REQUEST", {}, `The query names ${JSON.stringify(name)} twice`);
    query[name] = value;
  }
  return storable(query);
}

function storable(texts: Record<string, string>): Record<string, string> {
  for (const [name, value] of Object.entries(texts)) requireStorable(value, name);
  return texts;
}

/** The value as the schema makes it. Throws VALIDATION_FAILED with the first issues. */
export function checkInput(schema: z.ZodType, value: unknown): unknown {
  const checked = schema.safeParse(value);
  if (checked.success) return checked.data;
  const issues = checked.error.issues.flatMap(toIssues).slice(0, 20);
  throw new Refusal("VALIDATION_FAILED", { issues }, issues.map((issue) => `${issue.path || "body"}: ${issue.message}`)[0]);
}

function toIssues(issue: z.core.$ZodIssue): { path: string; message: string }[] {
  const path = issue.path.join(".");
  if (issue.code === "unrecognized_keys") return issue.keys.map((key) => ({ path: [path, key].filter(Boolean).join("."), message: "is not a field of this request" }));
  return [{ path, message: issue.message }];
}
