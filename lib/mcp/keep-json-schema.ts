import type { StandardSchemaWithJSON } from "@modelcontextprotocol/server";
import type { z } from "zod";

/**
 * The schema as the SDK takes it, with its JSON Schema worked out once: the SDK asks for it at every request, and working it
 * out costs more than all the rest of the request.
 */
export function keepJsonSchema(schema: z.ZodType): StandardSchemaWithJSON<Record<string, unknown>> {
  const standard = (schema as unknown as StandardSchemaWithJSON<Record<string, unknown>>)["~standard"];
  return { "~standard": { ...standard, jsonSchema: { input: once(standard.jsonSchema.input), output: once(standard.jsonSchema.output) } } };
}

type Convert = StandardSchemaWithJSON["~standard"]["jsonSchema"]["input"];

/** The SDK asks for one dialect of JSON Schema only; its name is the key all the same. */
function once(convert: Convert): Convert {
  const known = new Map<string, Record<string, unknown>>();
  return (options) => {
    let json = known.get(options.target);
    if (!json) known.set(options.target, (json = convert(options)));
    return json;
  };
}
