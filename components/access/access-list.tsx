"use client";

import { ChevronDown, CornerDownRight } from "lucide-react";
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

type AccessListProps = {
  credentials: HeldCredential[];
  /** Tokens exchanged from them, each under its parent. */
  descendants?: HeldCredential[];
  me: string;
  isAdmin: boolean;
};

/** Everything that can act as somebody, of every kind in the same columns and with the same controls. */
export function AccessList({ credentials, descendants = [], me, isAdmin }: AccessListProps) {
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
      <Branch credentials={credentials} descendants={descendants} me={me} isAdmin={isAdmin} onRevoke={setAsked} />
      {asked ? (
        <ConfirmDialog open onOpenChange={(open) => !open && close()} title={`${credentialKinds[asked.kind].revoke}?`} confirmLabel={credentialKinds[asked.kind].revoke} busy={revoke.isPending} onConfirm={() => act(asked)}>
          <p>
            <strong className="font-medium break-words text-ink">{titleOf(asked)}</strong> is refused from its next request on, everywhere{descendants.some(({ parent_id }) => parent_id === asked.id) ? ", and with it the tokens made from it" : ""}. This cannot be undone{asked.kind === "session" ? "" : "; to try first what breaks, pause it"}.
          </p>
        </ConfirmDialog>
      ) : null}
    </>
  );
}

type BranchProps = Required<AccessListProps> & { onRevoke: (credential: CredentialView) => void };

function Branch({ credentials, ...rest }: BranchProps) {
  return (
    <ul className="divide-y divide-line">
      {credentials.map((credential) => (
        <li key={credential.id}>
          <Held credential={credential} {...rest} />
          <Children of={credential} {...rest} />
        </li>
      ))}
    </ul>
  );
}

function Held({ credential, me, isAdmin, onRevoke }: Omit<BranchProps, "credentials"> & { credential: HeldCredential }) {
  return (
    <details className="group min-w-0">
      <summary className="flex items-center gap-4 px-5 py-3.5 hover:bg-sunken/60 sm:px-6 -outline-offset-2">
        <CredentialLine credential={credential} {...(credential.owner.id === me ? {} : { owner: credential.owner.username })} />
        <ChevronDown aria-hidden className="size-4 shrink-0 text-faint transition-transform group-open:rotate-180" />
      </summary>
      <CredentialFacts credential={credential} />
      <AccessControls credential={credential} isMine={credential.owner.id === me} isAdmin={isAdmin} onRevoke={() => onRevoke(credential)} />
    </details>
  );
}

/** What was exchanged from it for an agent or a job, closed until somebody looks. */
function Children({ of: { id }, ...rest }: Omit<BranchProps, "credentials"> & { of: HeldCredential }) {
  const children = rest.descendants.filter(({ parent_id }) => parent_id === id);
  if (children.length === 0) return null;
  return (
    <details className="group/children border-t border-line">
      <summary className="flex items-center gap-2 px-5 py-2.5 text-[0.8125rem] text-muted hover:bg-sunken/60 sm:px-6 sm:pl-15 -outline-offset-2">
        <CornerDownRight aria-hidden className="size-4 shrink-0 text-faint" />
        {children.length === 1 ? "1 token made from it" : `${children.length} tokens made from it`}, which {children.length === 1 ? "ends" : "end"} with it
      </summary>
      <div className="ml-5 border-t border-l border-line sm:ml-10">
        <Branch credentials={children} {...rest} />
      </div>
    </details>
  );
}
