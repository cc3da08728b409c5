import type { Method } from "@/lib/contract/define-route";
import { newId } from "@/lib/ids";
import { Refusal } from "@/lib/errors";
import { clientIp } from "@/lib/client-address/client-ip";
import { budgetHeaders, requireBudget, takeBudget } from "./budget";
import { fromRequest, toResponse } from "./from-request";
import type { Handler } from "./handle";
import { toErrorAnswer } from "./to-error";

type RouteFunction = (request: Request, context: { params: Promise<Record<string, string | string[] | undefined>> }) => Promise<Response>;
type Methods = Record<Method, RouteFunction>;

/** The exports of a route file: the declared methods, and a 405 with `Allow` and a body for the others. */
export function methods<Handlers extends Partial<Record<Method, Handler>>>(handlers: Handlers): Omit<Methods, keyof Handlers> & Handlers {
  const allowed = Object.keys(handlers).join(", ");
  const other = refuseWith(() => new Refusal("METHOD_NOT_ALLOWED", {}, `This address answers ${allowed}`), { allow: allowed });
  return { GET: other, POST: other, PUT: other, PATCH: other, DELETE: other, ...handlers };
}

/** The exports of the route file that catches what no route is declared for. */
export function unknownRoute(): Methods {
  const unknown = refuseWith(() => new Refusal("NOT_FOUND", {}, "There is no such address. GET /openapi.json lists those there are"));
  return { GET: unknown, POST: unknown, PUT: unknown, PATCH: unknown, DELETE: unknown };
}

function refuseWith(refusal: () => Refusal, headers: Record<string, string> = {}): RouteFunction {
  return async (request) => {
    const requestId = newId("req");
    const ip = clientIp(fromRequest(request, {}));
    const budget = await takeBudget(undefined, undefined, ip);
    const answer = toErrorAnswer(attempt(() => requireBudget(budget)) ?? refusal(), requestId);
    Object.assign(answer.headers, budgetHeaders(budget), answer.status === 405 ? headers : {});
    return toResponse(answer);
  };
}

function attempt(act: () => void): unknown {
  try {
    act();
    return undefined;
  } catch (thrown) {
    return thrown;
  }
}
