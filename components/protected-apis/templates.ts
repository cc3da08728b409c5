import { emptyRule, emptyTool, type ApiValues } from "./values";

export const templates = [
  { id: "rest", label: "REST API", title: "A REST API", text: "Reading needs agents:read, everything else agents:write. Change either to scopes of your own." },
  { id: "mcp", label: "MCP server", title: "An MCP server", text: "Clients find Keyhouse by themselves, sign their person in and ask for agents:read. Tools can have rules of their own." },
] as const;

export type TemplateId = (typeof templates)[number]["id"];

export const isTemplate = (id: string | undefined): id is TemplateId => templates.some((template) => template.id === id);

/** What the form begins with. */
export function startOf(template: TemplateId): ApiValues {
  const usual = { name: "", upstream: "", limitsTools: false, stripPrefix: true, timeoutSeconds: "30", bodyMebibytes: "10", caCertificate: "" };
  if (template === "mcp") return { ...usual, prefix: "/mcp/", rules: [emptyRule({ methods: ["*"], scope: "agents:read" })], tools: [emptyTool({ name: "*" })] };
  return {
    ...usual,
    prefix: "/api/",
    rules: [emptyRule({ methods: ["GET"], scope: "agents:read" }), emptyRule({ methods: ["POST", "PUT", "PATCH", "DELETE"], scope: "agents:write" })],
    tools: [],
  };
}
