"use client";

import { Monitor, Smartphone, Terminal } from "lucide-react";
import { describeError } from "@/components/describe-error";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/time";
import { useToast } from "@/components/ui/toaster";
import type { SessionView } from "@/lib/contract/users";
import { describeAgent } from "@/lib/describe-agent";
import { useEndSession, useEndSessions } from "./queries";

/** Where somebody is signed in with this account, and the way to end it. */
export function SessionList({ sessions }: { sessions: SessionView[] }) {
  const endAll = useEndSessions();
  const say = useToast();
  const others = sessions.filter((session) => !session.current);
  const signOutElsewhere = () =>
    endAll.mutate(
      others.map((session) => session.id),
      { onSuccess: () => say("Signed out everywhere else"), onError: (error) => say(describeError(error), "bad") },
    );
  return (
    <Card
      title="Sessions"
      description="Where this account is signed in. Signing out acts on the next request made there."
      actions={
        others.length > 1 ? (
          <Button size="sm" busy={endAll.isPending} onClick={signOutElsewhere}>
            Sign out everywhere else
          </Button>
        ) : null
      }
    >
      <ul className="mt-4 divide-y divide-line border-t border-line">
        {sessions.map((session) => (
          <SessionRow key={session.id} session={session} />
        ))}
      </ul>
    </Card>
  );
}

function SessionRow({ session }: { session: SessionView }) {
  const end = useEndSession();
  const say = useToast();
  const agent = describeAgent(session.user_agent);
  const Icon = /iPhone|Android|iPad/.test(agent) ? Smartphone : / on /.test(agent) ? Monitor : Terminal;
  return (
    <li className="flex items-center gap-4 px-5 py-3.5 sm:px-6">
      <Icon aria-hidden className="size-5 shrink-0 text-faint" />
      <div className="min-w-0 flex-1 text-sm">
        <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1 font-medium">
          <span className="truncate" title={session.user_agent}>
            {agent}
          </span>
          {session.current ? (
            <Badge tone="good" dot>
              This device
            </Badge>
          ) : null}
        </p>
        <p className="text-[0.8125rem] text-faint">
          {session.ip ? <code>{session.ip}</code> : null}
          {session.ip ? " · " : ""}
          {session.last_used_at ? (
            <>
              used <RelativeTime value={session.last_used_at} />
            </>
          ) : (
            <>
              signed in <RelativeTime value={session.created_at} />
            </>
          )}
        </p>
      </div>
      {session.current ? null : (
        <Button
          size="sm"
          busy={end.isPending}
          aria-label={`Sign out ${agent}`}
          onClick={() => end.mutate({ params: { id: session.id } }, { onSuccess: () => say(`${agent} is signed out`), onError: (error) => say(describeError(error), "bad") })}
        >
          Sign out
        </Button>
      )}
    </li>
  );
}
