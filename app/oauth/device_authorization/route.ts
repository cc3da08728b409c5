import { deviceRoutes } from "@/lib/http/oauth/device";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = deviceRoutes;
