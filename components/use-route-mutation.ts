"use client";

import { useMutation, type UseMutationResult } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { callRoute, type RouteAnswer, type RouteInput } from "./call-route";
import type { RouteName } from "./routes";

type RouteMutation<Name extends RouteName> = UseMutationResult<RouteAnswer<Name>, Error, RouteInput<Name>> & {
  /** True until the page shows what the call has changed. A form that stays takes `isPending`: what is edited and sent again meanwhile must count. */
  isBusy: boolean;
};

/** A write through the API. Pages read on the server, so what is shown is read again after each success. */
export function useRouteMutation<Name extends RouteName>(name: Name, onSuccess?: (answer: RouteAnswer<Name>) => void): RouteMutation<Name> {
  const router = useRouter();
  const [isRefreshing, startRefresh] = useTransition();
  const mutation = useMutation<RouteAnswer<Name>, Error, RouteInput<Name>>({
    mutationKey: [name],
    mutationFn: (input) => (callRoute as (name: Name, input: RouteInput<Name>) => Promise<RouteAnswer<Name>>)(name, input),
    onSuccess(answer) {
      onSuccess?.(answer);
      startRefresh(() => router.refresh());
    },
  });
  return { ...mutation, isBusy: mutation.isPending || isRefreshing };
}
