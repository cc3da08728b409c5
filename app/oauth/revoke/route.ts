import { revocationRoutes } from "@/lib/http/oauth/endpoints/revoke";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = revocationRoutes;
