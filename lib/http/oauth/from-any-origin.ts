import type { Handler } from "../handle";
import type { Answer, Incoming } from "../incoming";
import { fromRequest, toResponse } from "../from-request";
import { corsHeaders, preflight } from "./cors";
import { routeFunction } from "./endpoint";

/** A declared GET route that pages of any origin may read: its answers with the CORS headers, and the preflight. */
export function fromAnyOrigin<Routes extends { GET: Handler }>(routes: Routes): Routes & { OPTIONS: ReturnType<typeof routeFunction> } {
  const answer = async (incoming: Incoming): Promise<Answer> => {
    const answered = await routes.GET.answer(incoming);
    Object.assign(answered.headers, corsHeaders());
    return answered;
  };
  const GET = Object.assign(async (request: Request) => toResponse(await answer(fromRequest(request, {}))), { answer, route: routes.GET.route });
  return { ...routes, GET, OPTIONS: routeFunction(async (incoming) => preflight(incoming, "GET, HEAD, OPTIONS")) };
}
