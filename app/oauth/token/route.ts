import { tokenRoutes } from "@/lib/http/oauth/token";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = tokenRoutes;
