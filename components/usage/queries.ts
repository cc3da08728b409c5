"use client";

import { useQuery } from "@tanstack/react-query";
import { callRoute, type RouteAnswer } from "@/components/call-route";
import type { LoggedRequest, Usage } from "@/lib/contract/usage";

/** Whose usage: one of the credentials that have a page, or all that somebody may see. */
export type Source = { kind: "key" | "app"; id: string } | { kind: "token" };
export type RequestPage = { data: LoggedRequest[]; next_cursor?: string | undefined };
export type RequestFilter = Record<string, string>;

/** A call is written within half a second, so that it is seen within two. */
const pollMilliseconds = 1300;

/** Live while the page is looked at; what the server has rendered stands at first, and stays where a question fails. */
export function useRequests(source: Source | undefined, filter: RequestFilter, initial: RequestPage): RequestPage {
  const { data } = useQuery({
    queryKey: ["requests", source, filter],
    queryFn: () => askRequests(source, filter),
    initialData: initial,
    staleTime: pollMilliseconds,
    refetchInterval: ({ state }) => (state.fetchFailureCount > 3 ? false : pollMilliseconds),
  });
  return data;
}

/** Read again when there is a new call: `newest` names the last one. */
export function useUsage(source: Source, by: Usage["by"], newest: string | undefined, initial: Usage): Usage {
  const { data } = useQuery({
    queryKey: ["usage", source, by, newest],
    queryFn: () => askUsage(source, { by }),
    placeholderData: (before) => before ?? initial,
    // a minute's limit is whole again without a call
    refetchInterval: ({ state }) => (state.fetchFailureCount > 3 ? false : 15_000),
  });
  return data ?? initial;
}

function askRequests(source: Source | undefined, query: RequestFilter): Promise<RequestPage> {
  if (source === undefined) return callRoute("listRequests", { query });
  if (source.kind === "token") return callRoute("listPersonalTokenRequests", { query });
  const input = { params: { id: source.id }, query };
  return source.kind === "key" ? callRoute("listApiKeyRequests", input) : callRoute("listConnectedAppRequests", input);
}

function askUsage(source: Source, query: { by: Usage["by"] }): Promise<RouteAnswer<"getApiKeyUsage">> {
  if (source.kind === "token") return callRoute("getPersonalTokenUsage", { query });
  const input = { params: { id: source.id }, query };
  return source.kind === "key" ? callRoute("getApiKeyUsage", input) : callRoute("getConnectedAppUsage", input);
}
