import { mcpRoutes } from "@/lib/mcp/answer";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = mcpRoutes();
