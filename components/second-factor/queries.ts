"use client";

import { startRegistration, type PublicKeyCredentialCreationOptionsJSON } from "@simplewebauthn/browser";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { callRoute, type RouteInput } from "@/components/call-route";
import { useRouteMutation } from "@/components/use-route-mutation";

export const useStartTotp = () => useRouteMutation("startTotp");
export const useConfirmTotp = () => useRouteMutation("confirmTotp");
export const useRemoveTotp = () => useRouteMutation("deleteTotp");
export const useReplaceRecoveryCodes = () => useRouteMutation("createRecoveryCodes");
export const useRenamePasskey = () => useRouteMutation("updatePasskey");
export const useRemovePasskey = () => useRouteMutation("deletePasskey");
export const useResetSecondFactor = () => useRouteMutation("resetSecondFactor");
export const useUpdateRolePolicy = () => useRouteMutation("updateRolePolicy");

type NewPasskey = RouteInput<"createPasskey">["body"];

/** Asks for a challenge, lets the browser make the passkey, and hands it in. */
export function useAddPasskey() {
  const router = useRouter();
  return useMutation({
    mutationFn: async (name: string) => {
      const { options } = await callRoute("startPasskey");
      const response = await startRegistration({ optionsJSON: options as unknown as PublicKeyCredentialCreationOptionsJSON });
      return callRoute("createPasskey", { body: { name, response: response as unknown as NewPasskey["response"] } });
    },
    onSuccess: () => router.refresh(),
  });
}
