"use client";

import { useRouteMutation } from "@/components/use-route-mutation";
import type { RouteAnswer } from "@/components/call-route";

export const useCreateOauthApp = (onCreated: (app: RouteAnswer<"createOauthClient">) => void) => useRouteMutation("createOauthClient", onCreated);
export const useUpdateOauthApp = () => useRouteMutation("updateOauthClient");
export const useDeleteOauthApp = (onDeleted: () => void) => useRouteMutation("deleteOauthClient", onDeleted);
export const useRotateSecret = () => useRouteMutation("rotateClientSecret");
