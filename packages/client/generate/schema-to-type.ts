import type { JsonSchema } from "@/lib/contract/openapi-document";

export type Rendering = {
  /** Schemas that have a name of their own, by their text. */
  names: Map<string, string>;
  /** What is sent: there, a member that is absent may also be `undefined`. */
  isInput: boolean;
};

/** A JSON schema, as zod writes it, as a TypeScript type. */
export function schemaToType(schema: JsonSchema, rendering: Rendering, indent = ""): string {
  const name = rendering.names.get(JSON.stringify(schema));
  if (name) return name;
  if ("const" in schema) return JSON.stringify(schema["const"]);
  if (Array.isArray(schema["enum"])) return schema["enum"].map((value) => JSON.stringify(value)).join(" | ");
  const union = (schema["anyOf"] ?? schema["oneOf"]) as JsonSchema[] | undefined;
  if (union) return [...new Set(union.map((member) => schemaToType(member, rendering, indent)))].join(" | ");
  const all = schema["allOf"] as JsonSchema[] | undefined;
  if (all) return all.map((member) => `(${schemaToType(member, rendering, indent)})`).join(" & ");
  switch (schema["type"]) {
    case "string":
      return "string";
    case "integer":
    case "number":
      return "number";
    case "boolean":
      return "boolean";
    case "null":
      return "null";
    case "array":
      return arrayType(schema["items"] as JsonSchema | undefined, rendering, indent);
    case "object":
      return objectType(schema, rendering, indent);
    default:
      return "unknown";
  }
}

function arrayType(items: JsonSchema | undefined, rendering: Rendering, indent: string): string {
  const type = items ? schemaToType(items, rendering, indent) : "unknown";
  return /[|&]/.test(type) && !type.startsWith("{") ? `(${type})[]` : `${type}[]`;
}

function objectType(schema: JsonSchema, rendering: Rendering, indent: string): string {
  const properties = Object.entries((schema["properties"] ?? {}) as Record<string, JsonSchema>);
  const rest = schema["additionalProperties"];
  const inner = `${indent}  `;
  const lines = properties.map(([name, property]) => member(name, property, (schema["required"] as string[] | undefined) ?? [], rendering, inner));
  if (typeof rest === "object" && rest !== null && lines.length === 0) return `Record<string, ${schemaToType(rest as JsonSchema, rendering, indent)}>`;
  return lines.length === 0 ? "Record<string, unknown>" : `{\n${lines.join("")}${indent}}`;
}

function member(name: string, schema: JsonSchema, required: string[], rendering: Rendering, indent: string): string {
  const { description, ...rest } = schema;
  const isRequired = required.includes(name) && !("default" in schema && rendering.isInput);
  const type = schemaToType(rest, rendering, indent);
  const key = /^[A-Za-z_]\w*$/.test(name) ? name : JSON.stringify(name);
  return `${description ? `${indent}${docComment([String(description)], indent)}\n` : ""}${indent}${key}${isRequired ? "" : "?"}: ${type}${!isRequired && rendering.isInput ? " | undefined" : ""};\n`;
}

export function docComment(lines: string[], indent: string): string {
  const safe = lines.map((line) => line.replaceAll("*/", "*\\/"));
  return safe.length === 1 ? `/** ${safe[0]} */` : `/**\n${safe.map((line) => `${indent} * ${line}`.trimEnd()).join("\n")}\n${indent} */`;
}
