import { createRequester } from "@keyhouse/client";
import type { z } from "zod";
import { routes, type Contract, type RouteName } from "./routes";

/** Calls a route of the contract with the session cookie: input and answer are typed by the route's own schemas. */
export async function callRoute<Name extends RouteName>(name: Name, ...[input]: RouteArguments<Name>): Promise<RouteAnswer<Name>> {
  const { method, path } = routes[name];
  const { params, query, body } = (input ?? {}) as { params?: Record<string, string>; query?: Record<string, string>; body?: unknown };
  const address = path.replace(/\{(\w+)\}/g, (_, parameter: string) => encodeURIComponent(params?.[parameter] ?? ""));
  return client.request<RouteAnswer<Name>>(method, address, { query, body });
}

const client = createRequester();

export type RouteAnswer<Name extends RouteName> = z.output<Contract[Name]["response"]>;

/** What the route takes: those of `params`, `query` and `body` that it declares. */
export type RouteInput<Name extends RouteName> = {
  [Part in Extract<keyof Contract[Name], "params" | "query" | "body">]: Contract[Name][Part] extends z.ZodType ? z.input<Contract[Name][Part]> : never;
};

type RouteArguments<Name extends RouteName> = keyof RouteInput<Name> extends never ? [] : [input: RouteInput<Name>];
