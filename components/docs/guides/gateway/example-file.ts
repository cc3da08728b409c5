import type { ProtectedApiBody } from "@/lib/contract/protected-apis";

/** A file for PROTECTED_APIS_FILE that shows what is possible. */
export const exampleFile: { apis: ProtectedApiBody[] } = {
  apis: [
    {
      name: "Agents",
      prefix: "/api/agents",
      upstream: "http://agents.internal:8080",
      rules: [
        { methods: ["GET"], path: "/**", scope: "agents:read" },
        { methods: ["POST", "PUT", "PATCH", "DELETE"], path: "/**", scope: "agents:write" },
        { methods: ["GET"], path: "/status", layer: 0 },
        { methods: ["*"], path: "/admin/**", layer: 2, roles: ["admin"], groups: ["operations"] },
      ],
      timeout_seconds: 60,
    },
    {
      name: "Maps for agents",
      prefix: "/mcp/maps",
      upstream: "http://maps.internal:8787/mcp",
      rules: [{ methods: ["*"], path: "/**", scope: "agents:read" }],
      tools: [{ name: "read_*" }, { name: "draw_map", scope: "agents:write", groups: ["cartographers"] }],
    },
  ],
};

/** Short objects on one line each, as one would write them by hand. */
export function printFile(file: object): string {
  return JSON.stringify(file, null, 2).replace(/\{[^{}]*\}|\[[^[\]{}]*\]/g, (part) => {
    const line = part.replace(/\s*\n\s*/g, " ").replace(/\[ | \]/g, (edge) => edge.trim());
    return line.length <= 120 ? line : part;
  });
}
