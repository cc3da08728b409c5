import { deviceRoutes } from "@/lib/http/oauth/endpoints/device";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = deviceRoutes;
