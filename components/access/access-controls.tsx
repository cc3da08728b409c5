"use client";

import Link from "next/link";
import { describeError } from "@/components/describe-error";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toaster";
import { credentialKinds } from "@/components/users/credentials/credential-kinds";
import type { CredentialView } from "@/lib/contract/credentials";
import { pageOfCredential } from "./page-of-credential";
import { useUpdateCredential } from "./queries";

/** A credential, and what the reader may do to it. */
export type HeldCredential = CredentialView & { rights: { sees: boolean; change: boolean; pause: boolean; revoke: boolean } };

type Props = { credential: HeldCredential; isMine: boolean; isAdmin: boolean; onRevoke: () => void };

/** Pause, change, revoke: what its kind and the reader's role allow. */
export function AccessControls({ credential, isMine, isAdmin, onRevoke }: Props) {
  const say = useToast();
  const update = useUpdateCredential();
  const { id, kind, status, leaked, rights } = credential;
  const isPaused = status === "paused";
  const page = pageOfCredential(credential, isMine, { sees: rights.sees, isAdmin });
  const setPaused = () =>
    update.mutate({ params: { id }, body: { paused: !isPaused } }, { onSuccess: () => say(isPaused ? "Resumed: it works again" : "Paused: it is refused until you resume it"), onError: (error) => say(describeError(error), "bad") });
  return (
    <div className="flex flex-wrap gap-2 bg-sunken/50 px-5 pb-4 sm:px-6 sm:pl-15">
      {rights.pause && status !== "expired" ? (
        <Button size="sm" busy={update.isBusy} onClick={setPaused}>
          {isPaused ? (leaked ? "It was not leaked: resume" : "Resume") : "Pause"}
        </Button>
      ) : null}
      {page ? (
        <Button asChild size="sm">
          <Link href={page}>{rights.change && kind !== "session" ? (kind === "api_key" || kind === "personal_token" ? "Change or rotate…" : "Change…") : "Details"}</Link>
        </Button>
      ) : null}
      {rights.revoke ? (
        <Button size="sm" variant="danger-quiet" onClick={onRevoke}>
          {credentialKinds[kind].revoke}…
        </Button>
      ) : null}
    </div>
  );
}
