"use client";

import { useRouteMutation } from "@/components/use-route-mutation";

export const useMakeLinkCode = () => useRouteMutation("createTelegramLinkCode");
export const useUpdateTelegram = () => useRouteMutation("updateTelegram");
export const useUnlinkTelegram = (onSuccess: () => void) => useRouteMutation("unlinkIdentity", onSuccess);
