import { openApiDocument } from "@/lib/contract/openapi";
import type { JsonSchema, OpenApiOperation } from "@/lib/contract/openapi-document";
import { nameOperation, rowName } from "./name-operation";
import { docComment, schemaToType, type Rendering } from "./schema-to-type";

type Operation = OpenApiOperation & { method: string; path: string; resource: string; call: string; title: string; isList: boolean; answer: JsonSchema | undefined; query: JsonSchema | undefined; body: JsonSchema | undefined };

/** The generated files by name, made from the OpenAPI document of this very version. */
export function generateClient(): Record<string, string> {
  const operations = readOperations();
  const resources = new Map<string, Operation[]>();
  for (const operation of operations) resources.set(operation.resource, [...(resources.get(operation.resource) ?? []), operation]);
  return { "types.ts": typesFile(operations), "resources.ts": resourcesFile(resources), "operations.ts": operationsFile(resources) };
}

export function readOperations(): Operation[] {
  const document = openApiDocument({ title: "", serverUrl: "", version: "", sessionCookie: "" });
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).filter(([, operation]) => isForPrograms(path, operation)).map(([method, operation]) => describe(method.toUpperCase(), path, operation)),
  );
}

/** Not what a browser is sent through, a proxy asks, or a JWT library fetches. */
const isForPrograms = (path: string, { responses }: OpenApiOperation) => path.startsWith("/api/v1/") && path !== "/api/v1/forward-auth" && !("302" in responses);

function describe(method: string, path: string, operation: OpenApiOperation): Operation {
  const { resource, method: call } = nameOperation(operation.operationId, path);
  const answer = Object.entries(operation.responses).find(([status]) => status.startsWith("2"))?.[1].content;
  const schema = Object.values(answer ?? {})[0]?.schema;
  const isList = Object.keys((schema?.["properties"] as object | undefined) ?? {}).join() === "data,next_cursor";
  const title = operation.operationId[0]!.toUpperCase() + operation.operationId.slice(1);
  return { ...operation, method, path, resource, call, title, isList, answer: schema, query: querySchema(operation), body: operation.requestBody?.content["application/json"]?.schema };
}

function querySchema({ parameters = [] }: OpenApiOperation): JsonSchema | undefined {
  const query = parameters.filter((parameter) => parameter.in === "query");
  if (query.length === 0) return undefined;
  return { type: "object", required: query.filter(({ required }) => required).map(({ name }) => name), properties: Object.fromEntries(query.map(({ name, description, schema }) => [name, { ...schema, ...(description && { description }) }])) };
}

const banner = "// Generated from the contract by `npm run generate:client`. Changes by hand are lost.\n\n";

function typesFile(operations: Operation[]): string {
  const names = rowNames(operations);
  const rows = [...names].map(([schema, name]) => ({ name, schema: JSON.parse(schema) as JsonSchema }));
  const declare = (name: string, schema: JsonSchema, rendering: Rendering) => `export type ${name} = ${schemaToType(schema, rendering)};\n`;
  const rowTypes = rows.map(({ name, schema }) => declare(name, schema, { names: without(names, name), isInput: false }));
  const others = operations.flatMap(({ title, query, body, answer, isList }) => [
    ...(query ? [declare(`${title}Query`, query, { names: new Map(), isInput: true })] : []),
    ...(body ? [declare(`${title}Body`, body, { names: new Map(), isInput: true })] : []),
    ...(answer && !isList ? [declare(`${title}Answer`, answer, { names, isInput: false })] : []),
    ...(answer && isList && rowTypeOf(answer, names) === undefined ? [declare(`${title}Row`, rowSchema(answer), { names, isInput: false })] : []),
  ]);
  return banner + [...rowTypes, ...others].join("\n");
}

/** The rows of `client.apiKeys.list()` are called ApiKey, wherever else the same schema stands. */
function rowNames(operations: Operation[]): Map<string, string> {
  return new Map(operations.flatMap(({ isList, call, resource, answer }) => (isList && answer && call === "list" ? [[JSON.stringify(rowSchema(answer)), rowName(resource)] as const] : [])));
}

const without = (names: Map<string, string>, name: string) => new Map([...names].filter(([, known]) => known !== name));
const rowSchema = (answer: JsonSchema): JsonSchema => (answer["properties"] as { data: { items: JsonSchema } }).data.items;
const rowTypeOf = (answer: JsonSchema, names: Map<string, string>) => names.get(JSON.stringify(rowSchema(answer)));

function resourcesFile(resources: Map<string, Operation[]>): string {
  const names = rowNames([...resources.values()].flat());
  const blocks = [...resources].map(([resource, operations]) => `  ${resource}: {\n${operations.map((operation) => methodLines(operation, names)).join("")}  };\n`);
  return `${banner}import type { CallOptions, ListCall } from "../resources/list-call";\nimport type * as T from "./types";\n\n/** Every route of the API by name. Lists are awaited for one page, and iterated for all. */\nexport type Resources = {\n${blocks.join("")}};\n`;
}

function methodLines(operation: Operation, names: Map<string, string>): string {
  const { call, title, query, body, requestBody, isList, answer, parameters = [] } = operation;
  const path = parameters.filter((parameter) => parameter.in === "path").map(({ name }) => `${camel(name)}: string`);
  const isOptional = (query && !((query["required"] as string[]).length > 0)) || (requestBody && !requestBody.required);
  const input = body ? [`body${isOptional ? "?" : ""}: T.${title}Body`] : query ? [`query${isOptional ? "?" : ""}: T.${title}Query`] : [];
  const row = isList && answer ? (rowTypeOf(answer, names) ?? `${title}Row`) : undefined;
  const result = row ? `ListCall<T.${row}>` : `Promise<${answer ? `T.${title}Answer` : "void"}>`;
  return `    ${docComment(methodDoc(operation), "    ")}\n    ${call}(${[...path, ...input, "options?: CallOptions"].join(", ")}): ${result};\n`;
}

function methodDoc({ summary, description, resource, call, isList, parameters = [], responses, ...operation }: Operation): string[] {
  const scope = operation["x-required-scope"];
  const codes = [...new Set(Object.values(responses).flatMap((response) => errorCodesOf(Object.values(response.content ?? {})[0]?.schema)))].filter((code) => !everywhere.has(code));
  const ids = parameters.filter((parameter) => parameter.in === "path").map(({ name }) => `"${name}"`);
  const sample = [...ids, ...(operation.requestBody?.required ? ["body"] : [])].join(", ");
  const example = isList ? `for await (const row of client.${resource}.${call}(${sample})) console.log(row);` : `await client.${resource}.${call}(${sample});`;
  return [`${summary}.`, ...(description ? ["", description] : []), "", ...(scope ? [`Needs the scope \`${scope}\`.`] : []), ...(codes.length > 0 ? [`Throws KeyhouseError with the code ${codes.map((code) => `\`${code}\``).join(", ")}, or one of every route.`] : []), `@example ${example}`];
}

/** What any call may end with. */
const everywhere = new Set(["BAD_REQUEST", "PAYLOAD_TOO_LARGE", "UNSUPPORTED_MEDIA_TYPE", "RATE_LIMITED", "INTERNAL", "UNAVAILABLE", "AUTH_REQUIRED", "INVALID_TOKEN", "TOKEN_EXPIRED", "IP_NOT_ALLOWED", "ACCOUNT_SUSPENDED", "SECOND_FACTOR_MISSING"]);

function errorCodesOf(schema: JsonSchema | undefined): string[] {
  const [, own] = (schema?.["allOf"] ?? []) as { properties?: { code?: { enum?: string[] } } }[];
  return own?.properties?.code?.enum ?? [];
}

function operationsFile(resources: Map<string, Operation[]>): string {
  const marks = ({ body, query, isList, parameters = [] }: Operation) => [body && "body", query && "query", isList && "list", parameters.some(({ name }) => name === "Idempotency-Key") && "key"].filter(Boolean);
  const lines = (operation: Operation) => `    ${operation.call}: "${[operation.method, operation.path, ...marks(operation)].join(" ")}",\n`;
  const blocks = [...resources].map(([resource, operations]) => `  ${resource}: {\n${operations.map(lines).join("")}  },\n`);
  return `${banner}/** Method, path, then what goes with it: a body, a query, pages, an Idempotency-Key. */\nexport const operations: Record<string, Record<string, string>> = {\n${blocks.join("")}};\n`;
}

const camel = (name: string) => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
