"use client";

import { useRetirePrevious } from "@/components/api-keys/queries";
import { useRetirePreviousToken } from "@/components/personal-token/queries";
import { useRouteMutation } from "@/components/use-route-mutation";
import type { Finding, Repair } from "@/lib/contract/safety";

export const useDismissFinding = () => useRouteMutation("dismissFinding");
export const useRestoreFinding = () => useRouteMutation("restoreFinding");

export type Handlers = { onSuccess: () => void; onError: (error: Error) => void };

/** Says what came of a call also where the part of the page that made it has gone with its finding: callbacks of `mutate` would be silent then. */
export function tell(call: Promise<unknown>, { onSuccess, onError }: Handlers): void {
  call.then(onSuccess, onError);
}

/** Does what a repair says, by the route that does it for a credential of that kind. */
export function useRepair() {
  const update = useRouteMutation("updateCredential");
  const end = useRouteMutation("deleteCredential");
  const retireKey = useRetirePrevious();
  const retireToken = useRetirePreviousToken();
  const change = (id: string, body: NonNullable<Repair["change"]>, handlers: Handlers) => tell(update.mutateAsync({ params: { id }, body }), handlers);
  return {
    isBusy: update.isBusy || end.isBusy || retireKey.isBusy || retireToken.isBusy,
    change,
    run({ credential: { id, kind } }: Finding, { action, change: body }: Repair, handlers: Handlers): void {
      if (body) change(id, body, handlers);
      else if (action === "retire_old_secret" && kind === "personal_token") tell(retireToken.mutateAsync({}), handlers);
      else if (action === "retire_old_secret") tell(retireKey.mutateAsync({ params: { id } }), handlers);
      else tell(end.mutateAsync({ params: { id } }), handlers);
    },
  };
}
