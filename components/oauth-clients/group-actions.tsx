"use client";

import { useState } from "react";
import { describeError } from "@/components/describe-error";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/dialog";
import { useToast } from "@/components/ui/toaster";
import type { OauthClientGroup } from "@/lib/contract/oauth-clients-admin";
import { useGovernClients, type Governing } from "./queries";

type Act = { act: Governing; label: string; ids: string[]; done: string; ask?: { title: string; text: string } };

/** What can be done about a client, to all its registrations at once. Only what would change something is offered. */
export function GroupActions({ group }: { group: OauthClientGroup }) {
  const [asked, setAsked] = useState<Act>();
  const govern = useGovernClients();
  const say = useToast();
  const run = ({ act, ids, done }: Act) =>
    govern.mutate({ act, ids }, { onSuccess: () => (setAsked(undefined), say(done)), onError: (error) => (setAsked(undefined), say(describeError(error), "bad")) });
  const acts = possibleActs(group);
  if (acts.length === 0) return null;
  return (
    <div className="flex flex-wrap gap-2">
      {acts.map((act) => (
        <Button
          key={act.act}
          size="sm"
          variant={act.act === "approveOauthClient" ? "primary" : act.ask ? "danger-quiet" : "secondary"}
          busy={govern.isPending && govern.variables.act === act.act}
          onClick={() => (act.ask ? setAsked(act) : run(act))}
        >
          {act.label}
          {act.ask ? "…" : ""}
        </Button>
      ))}
      {asked?.ask ? (
        <ConfirmDialog open onOpenChange={(open) => !open && setAsked(undefined)} title={asked.ask.title} confirmLabel={asked.label} busy={govern.isPending} onConfirm={() => run(asked)}>
          <p>{asked.ask.text}</p>
        </ConfirmDialog>
      ) : null}
    </div>
  );
}

function possibleActs({ client_name: name, members, people }: OauthClientGroup): Act[] {
  const idsOf = (...statuses: string[]) => members.filter(({ status }) => statuses.includes(status)).map(({ id }) => id);
  const connected = members.filter(({ live_grants }) => live_grants > 0).map(({ id }) => id);
  const who = people === 1 ? "One person" : `${people} people`;
  const all = (ids: string[]) => (members.length > 1 ? ` all ${ids.length}` : "");
  const [pending, blockable, blocked] = [idsOf("pending"), idsOf("active", "pending"), idsOf("blocked")];
  const acts: Act[] = [
    { act: "approveOauthClient", label: `Approve${all(pending)}`, ids: pending, done: `${name} can be connected now` },
    { act: "unblockOauthClient", label: `Unblock${all(blocked)}`, ids: blocked, done: `${name} is unblocked` },
    {
      act: "blockOauthClient",
      label: `Block${all(blockable)}`,
      ids: blockable,
      done: `${name} is blocked`,
      ask: { title: `Block ${name}?`, text: "Nobody can connect it, and its tokens are refused from the next request on. Connections are kept: unblocking brings them back." },
    },
    {
      act: "revokeOauthClientGrants",
      label: "Disconnect everybody",
      ids: connected,
      done: `${name} is disconnected from everybody`,
      ask: { title: `Disconnect ${name} from everybody?`, text: `${who} will have to connect it again if they still want it. To keep it out, block it.` },
    },
  ];
  return acts.filter(({ ids }) => ids.length > 0);
}
