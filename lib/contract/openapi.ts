import { z } from "zod";
import type { RouteDefinition } from "./define-route";
import { contract } from "./index";
import type { JsonSchema, OpenApiParameter, OpenApiContent, OpenApiOperation, OpenApiDocument } from "./openapi-document";
import { ErrorSchema, errorResponses } from "./openapi-errors";

export type OpenApiInput = { title: string; serverUrl: string; version: string; sessionCookie: string };

/** The reference for programs, made from the same declarations that the routes are enforced by. */
export function openApiDocument({ title, serverUrl, version, sessionCookie }: OpenApiInput): OpenApiDocument {
  const routes = Object.entries<RouteDefinition>(contract);
  const paths: OpenApiDocument["paths"] = {};
  for (const [name, route] of routes) {
    (paths[route.path] ??= {})[route.method.toLowerCase()] = operation(name, route);
  }
  return {
    openapi: "3.1.0",
    info: { title: `${title} API`, version, description },
    servers: [{ url: serverUrl }],
    tags: [...new Set(routes.map(([, route]) => route.tag))].map((tag) => ({ name: tag })),
    paths,
    components: { securitySchemes: securitySchemes(sessionCookie), headers: answerHeaders, schemas: { Error: ErrorSchema } },
  };
}

const description =
  "REST over JSON, snake_case, times in UTC. `/api/...` without the version is the same API. One credential per request. Every answer carries `X-Request-Id` and the limits that are left.";

function operation(name: string, route: RouteDefinition): OpenApiOperation {
  const parameters = parametersOf(route);
  return {
    operationId: name,
    summary: route.summary,
    description: route.description,
    tags: [route.tag],
    security: securityOf(route),
    ...(route.scope && { "x-required-scope": route.scope }),
    ...(route.aliases && { "x-aliases": route.aliases }),
    ...(parameters.length > 0 && { parameters }),
    ...(route.body && { requestBody: { required: !route.bodyOptional, content: json(toSchema(route.body, "input")) } }),
    responses: {
      [route.status]: route.status === 302 ? redirect : { description: route.status === 201 ? "Created" : "Done", headers: headerReferences, ...(route.status !== 204 && { content: contentOf(route) }) },
      ...errorResponses(route),
    },
  };
}

/** What the route takes, in the order in which callers try: the safest to keep first. */
function securityOf(route: RouteDefinition): Record<string, string[]>[] {
  if (route.auth === "anonymous") return route.errors?.includes("INVALID_TOKEN") ? [{}, { bearer: [] }, { apiKey: [] }] : [];
  if (route.auth === "credential") return [{ bearer: [] }, { apiKey: [] }, { cookie: [] }];
  return [{ bearer: [] }, { cookie: [] }];
}

function parametersOf(route: RouteDefinition): OpenApiParameter[] {
  const idempotencyKey: OpenApiParameter = {
    name: "Idempotency-Key",
    in: "header",
    required: false,
    description: "A repeated request with the same key and body gets the same answer for 24 hours",
    schema: { type: "string", maxLength: 255 },
  };
  return [...members(route.params, "path"), ...members(route.query, "query"), ...(route.idempotent ? [idempotencyKey] : [])];
}

function members(schema: z.ZodObject | undefined, place: "path" | "query"): OpenApiParameter[] {
  if (!schema) return [];
  const object = toSchema(schema, "input") as { properties: Record<string, JsonSchema>; required?: string[] };
  return Object.entries(object.properties).map(([name, property]) => {
    const { description: about, ...rest } = property;
    return { name, in: place, required: place === "path" || (object.required ?? []).includes(name), description: about as string | undefined, schema: rest };
  });
}

export function toSchema(schema: z.ZodType, io: "input" | "output"): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, override: ({ jsonSchema }) => withoutWholeNumberRange(jsonSchema) });
  return rest;
}

/** That a whole number lies where JavaScript can hold it goes without saying. */
function withoutWholeNumberRange(schema: { minimum?: number | undefined; maximum?: number | undefined }): void {
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
}

const contentOf = ({ media, response }: RouteDefinition): OpenApiContent => (media ? { [media]: { schema: toSchema(response, "output") } } : json(toSchema(response, "output")));
const json = (schema: JsonSchema): OpenApiContent => ({ "application/json": { schema } });

const securitySchemes = (sessionCookie: string) => ({
  bearer: { type: "http", scheme: "bearer", description: "API key, API token, access token or session token" },
  apiKey: { type: "apiKey", in: "header", name: "X-API-Key", description: "API keys and personal API tokens" },
  cookie: { type: "apiKey", in: "cookie", name: sessionCookie, description: "The portal's own session, from its own pages only" },
});

const answerHeaders = {
  "X-Request-Id": { description: "Names this request in logs and in the audit log", schema: { type: "string" } },
  "X-RateLimit-Limit": { description: "Requests a minute", schema: { type: "integer" } },
  "X-RateLimit-Remaining": { description: "What is left of them", schema: { type: "integer" } },
  "X-RateLimit-Reset": { description: "When the window resets, in Unix seconds", schema: { type: "integer" } },
};

const headerReferences = Object.fromEntries(Object.keys(answerHeaders).map((name) => [name, { $ref: `#/components/headers/${name}` }]));

const redirect = { description: "Sends the browser on", headers: { Location: { description: "Where to", schema: { type: "string", format: "uri" } }, ...headerReferences } };
