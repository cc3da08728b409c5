"use client";

import { ChevronDown } from "lucide-react";
import { useState } from "react";
import { describeError } from "@/components/describe-error";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/dialog";
import { useToast } from "@/components/ui/toaster";
import type { UserCredentialView } from "@/lib/contract/user-credentials";
import { credentialKinds } from "./credential-kinds";
import { CredentialFacts } from "./credential-facts";
import { CredentialLine, titleOf } from "./credential-line";
import { useRevokeUserCredential } from "../queries";

/** What can act as a person, newest first. Each line opens to all that is known of it; a secret is not among that. */
export function CredentialList({ userId, username, credentials }: { userId: string; username: string; credentials: UserCredentialView[] }) {
  const [asked, setAsked] = useState<UserCredentialView>();
  const revoke = useRevokeUserCredential();
  const say = useToast();
  const close = () => setAsked(undefined);
  const act = (credential: UserCredentialView) =>
    revoke.mutate(
      { params: { id: userId, credential_id: credential.id } },
      { onSuccess: () => (close(), say(`${titleOf(credential)} is refused from now on`)), onError: (error) => (close(), say(describeError(error), "bad")) },
    );
  return (
    <>
      <ul className="divide-y divide-line">
        {credentials.map((credential) => (
          <li key={credential.id} className="flex items-start">
            <details className="group min-w-0 flex-1">
              <summary className="flex items-center gap-4 py-3.5 pr-3 pl-5 hover:bg-sunken/60 sm:pl-6 -outline-offset-2">
                <CredentialLine credential={credential} />
                <ChevronDown aria-hidden className="size-4 shrink-0 text-faint transition-transform group-open:rotate-180" />
              </summary>
              <CredentialFacts credential={credential} />
            </details>
            <Button size="sm" variant="danger-quiet" className="mt-4 mr-5 sm:mr-6" aria-label={`${credentialKinds[credential.kind].revoke}: ${titleOf(credential)}`} onClick={() => setAsked(credential)}>
              {credentialKinds[credential.kind].revoke}…
            </Button>
          </li>
        ))}
      </ul>
      {asked ? (
        <ConfirmDialog open onOpenChange={(open) => !open && close()} title={`${credentialKinds[asked.kind].revoke} for ${username}?`} confirmLabel={credentialKinds[asked.kind].revoke} busy={revoke.isPending} onConfirm={() => act(asked)}>
          <p>
            <strong className="font-medium break-words text-ink">{titleOf(asked)}</strong> is refused from its next request on, everywhere. This cannot be undone. {username} is told so by mail, where there is an address.
          </p>
        </ConfirmDialog>
      ) : null}
    </>
  );
}
