"use client";

import { useRouteMutation } from "@/components/use-route-mutation";

export const useCreateScope = (onCreated: () => void) => useRouteMutation("createScope", onCreated);
export const useUpdateScope = (onUpdated: () => void) => useRouteMutation("updateScope", onUpdated);
export const useDeleteScope = () => useRouteMutation("deleteScope");
