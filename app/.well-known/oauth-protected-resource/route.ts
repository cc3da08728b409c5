import { resourceMetadataRoutes } from "@/lib/mcp/resource-metadata";

export const { GET, OPTIONS } = resourceMetadataRoutes();
