"use client";

import { skipToken, useQuery, useQueryClient } from "@tanstack/react-query";
import { callRoute } from "@/components/call-route";
import { useRouteMutation } from "@/components/use-route-mutation";
import type { PersonalTokenState } from "@/lib/contract/personal-token";

type Secret = { token: string; hint: string | undefined };

const secretKey = ["personal-token", "secret"];

/**
 * The token itself, where it was created or revealed on this visit. It lives in this tab's memory alone, for ten minutes, so
 * that a snippet on another page of the portal can be filled in with it.
 */
export function useTokenSecret() {
  const queryClient = useQueryClient();
  const { data } = useQuery<Secret | null>({ queryKey: secretKey, queryFn: skipToken, gcTime: 600_000, staleTime: Number.POSITIVE_INFINITY });
  return {
    secret: data ?? undefined,
    keepSecret: (secret: Secret | null) => queryClient.setQueryData<Secret | null>(secretKey, secret),
  };
}

export function useCreateToken() {
  const { keepSecret } = useTokenSecret();
  return useRouteMutation("createPersonalToken", ({ token, hint }) => keepSecret({ token, hint }));
}

export const useRetirePreviousToken = () => useRouteMutation("retirePreviousToken");

/** The secret in memory is that of the rotation that is taken back. */
export function useUndoTokenRotation() {
  const { keepSecret } = useTokenSecret();
  return useRouteMutation("undoTokenRotation", () => keepSecret(null));
}

export function useRevealToken(state: PersonalTokenState) {
  const { keepSecret } = useTokenSecret();
  return useRouteMutation("revealPersonalToken", ({ token }) => keepSecret({ token, hint: state.hint }));
}

export function useDeleteToken(onDeleted: () => void) {
  const { keepSecret } = useTokenSecret();
  return useRouteMutation("deletePersonalToken", () => {
    keepSecret(null);
    onDeleted();
  });
}

/** Looks every four seconds whether the token was used, for as long as `waiting` and the tab is in sight. */
export function useFirstCall(waiting: boolean) {
  const { data } = useQuery({
    queryKey: ["personal-token", "state"],
    queryFn: () => callRoute("getPersonalToken"),
    enabled: waiting,
    refetchInterval: (query) => (query.state.data?.last_used_at ? false : 4000),
    staleTime: 0,
    gcTime: 0,
  });
  return waiting ? data?.last_used_at : undefined;
}
