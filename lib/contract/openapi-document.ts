/** The parts of an OpenAPI 3.1 document that ours is made of. */
export type JsonSchema = Record<string, unknown>;

export type OpenApiParameter = { name: string; in: "path" | "query" | "header"; required: boolean; description?: string | undefined; schema: JsonSchema };
export type OpenApiContent = Record<string, { schema: JsonSchema }>;
export type OpenApiResponse = { description: string; headers?: JsonSchema; content?: OpenApiContent };

export type OpenApiOperation = {
  operationId: string;
  summary: string;
  description?: string | undefined;
  tags: string[];
  security: Record<string, string[]>[];
  "x-required-scope"?: string;
  "x-aliases"?: readonly string[];
  parameters?: OpenApiParameter[];
  requestBody?: { required: boolean; content: OpenApiContent };
  responses: Record<string, OpenApiResponse>;
};

export type OpenApiDocument = {
  openapi: "3.1.0";
  info: { title: string; version: string; description: string };
  servers: { url: string }[];
  tags: { name: string }[];
  paths: Record<string, Record<string, OpenApiOperation>>;
  components: JsonSchema;
};
