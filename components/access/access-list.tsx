"use client";

import { ChevronDown } from "lucide-react";
import { useState } from "react";
import { describeError } from "@/components/describe-error";
import { ConfirmDialog } from "@/components/ui/dialog";
import { useToast } from "@/components/ui/toaster";
import { CredentialFacts } from "@/components/users/credentials/credential-facts";
import { credentialKinds } from "@/components/users/credentials/credential-kinds";
import { CredentialLine, titleOf } from "@/components/users/credentials/credential-line";
import type { CredentialView } from "@/lib/contract/credentials";
import { AccessControls, type HeldCredential } from "./access-controls";
import { useDeleteCredential } from "./queries";

/** Everything that can act as somebody, of every kind in the same columns and with the same controls. */
export function AccessList({ credentials, me, isAdmin }: { credentials: HeldCredential[]; me: string; isAdmin: boolean }) {
  const [asked, setAsked] = useState<CredentialView>();
  const revoke = useDeleteCredential();
  const say = useToast();
  const close = () => setAsked(undefined);
  const act = (credential: CredentialView) =>
    revoke.mutate(
      { params: { id: credential.id } },
      { onSuccess: () => (close(), say(`${titleOf(credential)} is refused from now on`)), onError: (error) => (close(), say(describeError(error), "bad")) },
    );
  return (
    <>
      <ul className="divide-y divide-line">
        {credentials.map((credential) => (
          <li key={credential.id}>
            <details className="group min-w-0">
              <summary className="flex items-center gap-4 px-5 py-3.5 hover:bg-sunken/60 sm:px-6 -outline-offset-2">
                <CredentialLine credential={credential} {...(credential.owner.id === me ? {} : { owner: credential.owner.username })} />
                <ChevronDown aria-hidden className="size-4 shrink-0 text-faint transition-transform group-open:rotate-180" />
              </summary>
              <CredentialFacts credential={credential} />
              <AccessControls credential={credential} isMine={credential.owner.id === me} isAdmin={isAdmin} onRevoke={() => setAsked(credential)} />
            </details>
          </li>
        ))}
      </ul>
      {asked ? (
        <ConfirmDialog open onOpenChange={(open) => !open && close()} title={`${credentialKinds[asked.kind].revoke}?`} confirmLabel={credentialKinds[asked.kind].revoke} busy={revoke.isPending} onConfirm={() => act(asked)}>
          <p>
            <strong className="font-medium break-words text-ink">{titleOf(asked)}</strong> is refused from its next request on, everywhere. This cannot be undone{asked.kind === "session" ? "" : "; to try first what breaks, pause it"}.
          </p>
        </ConfirmDialog>
      ) : null}
    </>
  );
}
