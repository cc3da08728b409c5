"use client";

import Link from "next/link";
import { describeError } from "@/components/describe-error";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toaster";
import { credentialKinds } from "@/components/users/credentials/credential-kinds";
import type { CredentialView } from "@/lib/contract/credentials";
import { pageOfCredential } from "./page-of-credential";
import { useUpdateCredential } from "./queries";

type Props = { credential: CredentialView; isMine: boolean; mayChange: boolean; onRevoke: () => void };

/** Pause, change, revoke: what its kind and the reader's role allow. */
export function AccessControls({ credential, isMine, mayChange, onRevoke }: Props) {
  const say = useToast();
  const update = useUpdateCredential();
  const { id, kind, status, leaked } = credential;
  const isPaused = status === "paused";
  const mayPause = mayChange && kind !== "session" && status !== "expired" && (isMine || kind === "api_key");
  const mayRevoke = isMine || (mayChange && kind === "api_key");
  const page = pageOfCredential(credential, isMine);
  const setPaused = () =>
    update.mutate({ params: { id }, body: { paused: !isPaused } }, { onSuccess: () => say(isPaused ? "Resumed: it works again" : "Paused: it is refused until you resume it"), onError: (error) => say(describeError(error), "bad") });
  return (
    <div className="flex flex-wrap gap-2 bg-sunken/50 px-5 pb-4 sm:px-6 sm:pl-15">
      {mayPause ? (
        <Button size="sm" busy={update.isBusy} onClick={setPaused}>
          {isPaused ? (leaked ? "It was not leaked: resume" : "Resume") : "Pause"}
        </Button>
      ) : null}
      {page ? (
        <Button asChild size="sm">
          <Link href={page}>{mayChange ? "Change…" : "Details"}</Link>
        </Button>
      ) : null}
      {mayRevoke ? (
        <Button size="sm" variant="danger-quiet" onClick={onRevoke}>
          {credentialKinds[kind].revoke}…
        </Button>
      ) : null}
    </div>
  );
}
