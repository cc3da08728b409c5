import { tokenRoutes } from "@/lib/http/oauth/endpoints/token";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = tokenRoutes;
