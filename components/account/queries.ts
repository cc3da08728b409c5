"use client";

import { useMutation } from "@tanstack/react-query";
import { callRoute, type RouteInput } from "@/components/call-route";
import { useRouteMutation } from "@/components/use-route-mutation";

export const useChangeEmail = () => useRouteMutation("changeEmail");
export const useSendVerification = () => useRouteMutation("verifyEmail");

/** The page is not read again afterwards: there is nobody left to whom it belongs. */
export function useDeleteMe(onSuccess: () => void) {
  return useMutation({ mutationFn: (input: RouteInput<"deleteMe">) => callRoute("deleteMe", input), onSuccess });
}
