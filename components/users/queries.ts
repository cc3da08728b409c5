"use client";

import { useRouteMutation } from "@/components/use-route-mutation";

export const useUpdateUser = () => useRouteMutation("updateUser");
export const useDeleteUser = (onDeleted: () => void) => useRouteMutation("deleteUser", onDeleted);
export const useRevokeUserCredential = () => useRouteMutation("revokeUserCredential");
