import { operations } from "../generated/operations";
import type { Resources } from "../generated/resources";
import type { RequesterCall } from "../transport/requester";
import { listCall, type CallOptions, type Page } from "./list-call";

type Request = <Answer>(method: string, path: string, options: RequesterCall & CallOptions) => Promise<Answer>;
type Input = Record<string, string | number | boolean | undefined>;

/** The typed calls, made from the table of operations. Arguments: those of the path, then the body or the query, then options. */
export function buildResources(request: Request): Resources {
  const build = (operation: string) => {
    const [method = "", path = "", ...marks] = operation.split(" ");
    const count = path.split("{").length - 1;
    const place = marks.includes("body") ? "body" : marks.includes("query") ? "query" : undefined;
    return (...args: unknown[]) => {
      let given = 0;
      const address = path.replace(/\{\w+\}/g, () => encodeURIComponent(String(args[given++])));
      const input = place ? args[count] : undefined;
      const options = args[place ? count + 1 : count] as CallOptions | undefined;
      if (marks.includes("list")) return listCall((cursor) => request<Page<unknown>>(method, address, { ...options, query: { ...(input as Input | undefined), ...(cursor !== undefined && { cursor }) } }));
      return request(method, address, { ...options, ...(place && { [place]: input }) });
    };
  };
  return mapValues(operations, (methods) => mapValues(methods, build)) as Resources;
}

function mapValues<From, To>(object: Record<string, From>, change: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value)]));
}
