"use client";

import { useState } from "react";
import { describeError } from "@/components/describe-error";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/dialog";
import { Masked } from "@/components/ui/key-tag";
import { RelativeTime } from "@/components/ui/time";
import { useToast } from "@/components/ui/toaster";
import type { InitialAccessTokenView } from "@/lib/contract/oauth-clients-admin";
import { useRevokeInitialToken } from "../queries";
import { CreateToken } from "./create-token";

/** Tokens with which clients register where registration is not open to everybody (RFC 7591, section 3). */
export function InitialTokenCard({ tokens }: { tokens: InitialAccessTokenView[] }) {
  const [asked, setAsked] = useState<InitialAccessTokenView>();
  const revoke = useRevokeInitialToken();
  const say = useToast();
  const close = () => setAsked(undefined);
  const act = ({ id, name }: InitialAccessTokenView) =>
    revoke.mutate({ params: { id } }, { onSuccess: () => (close(), say(`“${name}” can no longer register clients`)), onError: (error) => (close(), say(describeError(error), "bad")) });
  return (
    <Card title="Initial access tokens" description="Whoever sends one to /oauth/register registers a client that is active at once, also where registration is by approval or off." actions={<CreateToken />}>
      <ul className="mt-4 divide-y divide-line border-t border-line">
        {tokens.length === 0 ? <li className="px-5 py-4 text-sm text-muted sm:px-6">None.</li> : null}
        {tokens.map((token) => (
          <TokenRow key={token.id} token={token} onRevoke={() => setAsked(token)} />
        ))}
      </ul>
      {asked ? (
        <ConfirmDialog open onOpenChange={(open) => !open && close()} title="Revoke this token?" confirmLabel="Revoke token" busy={revoke.isPending} onConfirm={() => act(asked)}>
          <p>
            <strong className="font-medium break-words text-ink">{asked.name}</strong> can no longer register clients. Those that it has registered stay.
          </p>
        </ConfirmDialog>
      ) : null}
    </Card>
  );
}

function TokenRow({ token, onRevoke }: { token: InitialAccessTokenView; onRevoke: () => void }) {
  const uses = token.remaining_uses === undefined ? "any number of clients" : token.remaining_uses === 1 ? "1 more client" : `${token.remaining_uses} more clients`;
  return (
    <li className="flex flex-wrap items-center gap-x-5 gap-y-2 px-5 py-3.5 text-sm sm:px-6">
      <div className="min-w-0 flex-1 basis-60">
        <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <span className="min-w-0 truncate font-medium">{token.name}</span>
          {token.status === "active" ? null : <Badge>{token.status === "expired" ? "expired" : "used up"}</Badge>}
        </p>
        <p className="flex flex-wrap gap-x-3 text-xs text-faint">
          <code>
            <Masked hint={token.hint} dots={6} />
          </code>
          <span>{uses}</span>
          {token.expires_at ? (
            <span>
              ends <RelativeTime value={token.expires_at} />
            </span>
          ) : null}
          <span>
            {token.last_used_at ? (
              <>
                used <RelativeTime value={token.last_used_at} />
              </>
            ) : (
              "never used"
            )}
          </span>
        </p>
      </div>
      <Button size="sm" variant="danger-quiet" aria-label={`Revoke ${token.name}`} onClick={onRevoke}>
        Revoke…
      </Button>
    </li>
  );
}
