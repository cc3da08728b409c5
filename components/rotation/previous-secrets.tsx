"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { describeError } from "@/components/describe-error";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Place } from "@/components/ui/facts";
import { Masked } from "@/components/ui/key-tag";
import { RelativeTime } from "@/components/ui/time";
import { useToast } from "@/components/ui/toaster";
import type { PreviousSecret } from "@/lib/contract/rotation";

/** What can be done about an earlier secret, for whichever kind of credential. */
export type Act = { isBusy: boolean; run(handlers: { onSuccess: () => void; onError: (error: Error) => void }): void };

/** The secrets that a rotation has left behind: who still calls with them, and what can be done about it. */
export function PreviousSecrets({ previous, retire, undo }: { previous: PreviousSecret[] | undefined; retire: Act; undo: Act | undefined }) {
  const say = useToast();
  useFreshPage(previous !== undefined);
  if (!previous) return null;
  const isSilent = previous.every(({ used_since }) => !used_since);
  const act = ({ run }: Act, done: string) => run({ onSuccess: () => say(done), onError: (error) => say(describeError(error), "bad") });
  return (
    <section aria-label="Earlier secrets" className="grid gap-4 rounded-lg border border-line p-4">
      <ul className="grid gap-4">
        {previous.map((secret) => (
          <Previous key={secret.superseded_at} secret={secret} />
        ))}
      </ul>
      <div className="flex flex-wrap gap-3">
        <Button variant={isSilent ? "primary" : "danger-quiet"} busy={retire.isBusy} onClick={() => act(retire, "The old secret is retired")}>
          Retire now
        </Button>
        {undo ? (
          <Button busy={undo.isBusy} onClick={() => act(undo, "The old secret counts again")}>
            Undo rotation
          </Button>
        ) : null}
      </div>
    </section>
  );
}

function Previous({ secret }: { secret: PreviousSecret }) {
  return (
    <li className="grid gap-1.5 text-sm">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <code className="text-[0.8125rem]">
          <Masked hint={secret.hint} dots={4} />
        </code>
        {secret.used_since ? <Badge tone="warn">Still in use</Badge> : <Badge tone="good">Silent: safe to retire</Badge>}
        <span className="text-muted">
          ends <RelativeTime value={secret.expires_at} />
        </span>
      </p>
      <p className="text-muted">
        {secret.last_used_at ? (
          <>
            Last call <RelativeTime value={secret.last_used_at} />
            {secret.used_since ? null : ", before the rotation"}
          </>
        ) : (
          "Nobody has called with it"
        )}
      </p>
      {secret.used_since ? <Place ip={secret.last_used_ip} agent={secret.last_used_user_agent} /> : null}
    </li>
  );
}

/** Somebody watches until the old secret falls silent: what is shown is read again while the page is looked at. */
function useFreshPage(active: boolean) {
  const router = useRouter();
  useEffect(() => {
    if (!active) return undefined;
    const timer = setInterval(() => document.visibilityState === "visible" && router.refresh(), 5000);
    return () => clearInterval(timer);
  }, [active, router]);
}
