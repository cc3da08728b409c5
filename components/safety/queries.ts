"use client";

import { useRetirePrevious } from "@/components/api-keys/queries";
import { useRetirePreviousToken } from "@/components/personal-token/queries";
import { useRouteMutation } from "@/components/use-route-mutation";
import type { Finding, Repair } from "@/lib/contract/safety";

export const useDismissFinding = () => useRouteMutation("dismissFinding");
export const useRestoreFinding = () => useRouteMutation("restoreFinding");

type Handlers = { onSuccess: () => void; onError: (error: Error) => void };

/** Does what a repair says, by the route that does it for a credential of that kind and that owner. */
export function useRepair() {
  const update = useRouteMutation("updateCredential");
  const end = useRouteMutation("deleteCredential");
  const endForOther = useRouteMutation("revokeUserCredential");
  const retireKey = useRetirePrevious();
  const retireToken = useRetirePreviousToken();
  const change = (id: string, body: NonNullable<Repair["change"]>, handlers: Handlers) => update.mutate({ params: { id }, body }, handlers);
  return {
    isBusy: update.isBusy || end.isBusy || endForOther.isBusy || retireKey.isBusy || retireToken.isBusy,
    change,
    /** `isAnswerable`: the reader answers for it, as its owner or as who manages its organization; else they are an administrator of the house. */
    run({ credential: { id, kind, owner } }: Finding, { action, change: body }: Repair, isAnswerable: boolean, handlers: Handlers): void {
      if (body) change(id, body, handlers);
      else if (action === "retire_old_secret" && kind === "personal_token") retireToken.mutate({}, handlers);
      else if (action === "retire_old_secret") retireKey.mutate({ params: { id } }, handlers);
      else if (isAnswerable) end.mutate({ params: { id } }, handlers);
      else endForOther.mutate({ params: { id: owner.id, credential_id: id } }, handlers);
    },
  };
}
