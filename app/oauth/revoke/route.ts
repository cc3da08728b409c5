import { revocationRoutes } from "@/lib/http/oauth/revoke";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = revocationRoutes;
