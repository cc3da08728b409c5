"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { callRoute } from "@/components/call-route";
import { useRouteMutation } from "@/components/use-route-mutation";

export const useUpdateProfile = () => useRouteMutation("updateMe");
export const useEndSession = () => useRouteMutation("endMySession");

/** Ends several sessions one after the other; what was ended stays ended if one fails. */
export function useEndSessions() {
  const router = useRouter();
  return useMutation({
    mutationFn: async (ids: string[]) => {
      for (const id of ids) await callRoute("endMySession", { params: { id } });
    },
    onSettled: () => router.refresh(),
  });
}
