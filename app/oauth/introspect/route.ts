import { introspectionRoutes } from "@/lib/http/oauth/endpoints/introspect";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = introspectionRoutes;
