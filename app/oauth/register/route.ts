import { registrationRoutes } from "@/lib/http/oauth/endpoints/register";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = registrationRoutes;
