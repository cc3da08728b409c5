"use client";

import { useRouteMutation } from "@/components/use-route-mutation";

export const useUpdateConnectedApp = () => useRouteMutation("updateConnectedApp");
export const useRevokeConnectedApp = (onRevoked: () => void) => useRouteMutation("revokeConnectedApp", onRevoked);
