"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { callRoute, type RouteAnswer } from "@/components/call-route";
import { hasCode } from "@/components/describe-error";
import { useRouteMutation } from "@/components/use-route-mutation";

export type Governing = "approveOauthClient" | "blockOauthClient" | "unblockOauthClient" | "revokeOauthClientGrants";

/**
 * Does one thing to several clients, one after the other; what was done stays done if one fails. Where somebody else was faster
 * (CONFLICT, NOT_FOUND), what was wanted is so already.
 */
export function useGovernClients() {
  const router = useRouter();
  return useMutation({
    mutationFn: async ({ act, ids }: { act: Governing; ids: string[] }) => {
      for (const id of ids) {
        await callRoute(act, { params: { id } }).catch((error: unknown) => {
          if (!hasCode(error, "CONFLICT") && !hasCode(error, "NOT_FOUND")) throw error;
        });
      }
    },
    onSettled: () => router.refresh(),
  });
}

/** One word for all registrations of a client: they send their answers to the same addresses. */
export function useVerifyDomain() {
  const router = useRouter();
  return useMutation({
    mutationFn: async ({ domain, ids }: { domain: string | null; ids: string[] }) => {
      for (const id of ids) await callRoute("verifyOauthClientDomain", { params: { id }, body: { domain } });
    },
    onSettled: () => router.refresh(),
  });
}

export const usePruneClients = (onDone: (answer: RouteAnswer<"pruneOauthClients">) => void) => useRouteMutation("pruneOauthClients", onDone);
export const useCreateInitialToken = (onCreated: (answer: RouteAnswer<"createInitialAccessToken">) => void) => useRouteMutation("createInitialAccessToken", onCreated);
export const useRevokeInitialToken = () => useRouteMutation("revokeInitialAccessToken");
