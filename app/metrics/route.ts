import { askMetrics } from "@/lib/http/metrics";

export const GET = askMetrics;
