"use client";

import type { RouteAnswer } from "@/components/call-route";
import { useRouteMutation } from "@/components/use-route-mutation";

export const useCreateWebhook = (onCreated: (webhook: RouteAnswer<"createWebhook">) => void) => useRouteMutation("createWebhook", onCreated);
export const useUpdateWebhook = () => useRouteMutation("updateWebhook");
export const useDeleteWebhook = (onDeleted: () => void) => useRouteMutation("deleteWebhook", onDeleted);
export const useRotateWebhookSecret = () => useRouteMutation("rotateWebhookSecret");
export const useTestWebhook = () => useRouteMutation("testWebhook");
export const useReplayDelivery = () => useRouteMutation("replayWebhookDelivery");
