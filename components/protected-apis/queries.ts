"use client";

import type { RouteAnswer } from "@/components/call-route";
import { useRouteMutation } from "@/components/use-route-mutation";

export const useCreateProtectedApi = (onCreated: (api: RouteAnswer<"createProtectedApi">) => void) => useRouteMutation("createProtectedApi", onCreated);
export const useUpdateProtectedApi = () => useRouteMutation("updateProtectedApi");
export const useDeleteProtectedApi = (onDeleted: () => void) => useRouteMutation("deleteProtectedApi", onDeleted);
export const useCheckProtectedApi = () => useRouteMutation("checkProtectedApi");
