import { registrationRoutes } from "@/lib/http/oauth/register";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = registrationRoutes;
