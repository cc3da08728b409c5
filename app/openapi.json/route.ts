import { currentDocument } from "@/lib/http/openapi-document";

export const dynamic = "force-dynamic";

export function GET(): Response {
  return Response.json(currentDocument(), { headers: { "cache-control": "public, max-age=300", "access-control-allow-origin": "*" } });
}
