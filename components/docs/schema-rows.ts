import type { JsonSchema } from "@/lib/contract/openapi-document";

export type SchemaRow = { name: string; depth: number; type: string; isRequired: boolean; description: string | undefined; rules: string[] };

/** The members of a JSON schema as rows, nested ones below their parent; of a list, those of one of its items. */
export function schemaRows(schema: JsonSchema, depth = 0): SchemaRow[] {
  if (depth === 0 && schema["type"] === "array") return schemaRows(schema["items"] as JsonSchema);
  const properties = (schema["properties"] ?? {}) as Record<string, JsonSchema>;
  const required = (schema["required"] ?? []) as string[];
  return Object.entries(properties).flatMap(([name, property]) => {
    const { schema: inner, isNullable } = withoutNull(property);
    const row: SchemaRow = {
      name,
      depth,
      type: typeName(inner) + (isNullable ? " or null" : ""),
      isRequired: required.includes(name),
      description: (property["description"] ?? inner["description"]) as string | undefined,
      rules: rulesOf(inner),
    };
    return [row, ...schemaRows(inner["type"] === "array" ? (inner["items"] as JsonSchema) : inner, depth + 1)];
  });
}

function typeName(schema: JsonSchema): string {
  if (schema["const"] !== undefined) return JSON.stringify(schema["const"]);
  if (Array.isArray(schema["enum"])) return schema["enum"].map((value) => JSON.stringify(value)).join(" | ");
  if (schema["type"] === "array") return `array of ${typeName(schema["items"] as JsonSchema)}`;
  if (schema["format"] === "date-time") return "time";
  return typeof schema["type"] === "string" ? schema["type"] : "any";
}

function rulesOf(schema: JsonSchema): string[] {
  const rules: string[] = [];
  const between = (least: unknown, most: unknown, unit: string) => {
    if (least !== undefined && most !== undefined) rules.push(`${String(least)} to ${String(most)}${unit}`);
    else if (most !== undefined) rules.push(`at most ${String(most)}${unit}`);
    else if (least !== undefined) rules.push(`at least ${String(least)}${unit}`);
  };
  between(schema["minimum"], schema["maximum"], "");
  between(schema["minLength"], schema["maxLength"], " characters");
  between(schema["minItems"], schema["maxItems"], " items");
  if (schema["default"] !== undefined) rules.push(`default ${JSON.stringify(schema["default"])}`);
  return rules;
}

function withoutNull(schema: JsonSchema): { schema: JsonSchema; isNullable: boolean } {
  const choices = schema["anyOf"] as JsonSchema[] | undefined;
  const inner = choices?.find((choice) => choice["type"] !== "null");
  return inner && choices?.length === 2 ? { schema: inner, isNullable: true } : { schema, isNullable: false };
}
