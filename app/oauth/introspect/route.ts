import { introspectionRoutes } from "@/lib/http/oauth/introspect";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = introspectionRoutes;
