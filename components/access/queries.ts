"use client";

import { useRouteMutation } from "@/components/use-route-mutation";

export const useUpdateCredential = () => useRouteMutation("updateCredential");
export const useDeleteCredential = () => useRouteMutation("deleteCredential");
