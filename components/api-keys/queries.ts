"use client";

import { useRouteMutation } from "@/components/use-route-mutation";
import type { CreatedApiKey } from "@/lib/contract/api-keys";

export const useCreateApiKey = (onCreated: (key: CreatedApiKey) => void) => useRouteMutation("createApiKey", onCreated);
export const useUpdateApiKey = () => useRouteMutation("updateApiKey");
export const useRevokeApiKey = (onRevoked: () => void) => useRouteMutation("deleteApiKey", onRevoked);
export const useRotateApiKey = () => useRouteMutation("rotateApiKey");
export const useRetirePrevious = () => useRouteMutation("retirePreviousApiKey");
export const useUndoRotation = () => useRouteMutation("undoApiKeyRotation");
