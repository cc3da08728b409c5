"use client";

import { describeError } from "@/components/describe-error";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/time";
import { useToast } from "@/components/ui/toaster";
import type { OauthClientGroup } from "@/lib/contract/oauth-clients-admin";
import { useGovernClients, type Governing } from "./queries";
import { statusOf } from "./words";

type Member = OauthClientGroup["members"][number];

/** One registration. Where there are several, each can be approved, blocked and unblocked by itself. */
export function MemberRow({ member, alone }: { member: Member; alone: boolean }) {
  const govern = useGovernClients();
  const say = useToast();
  const { label, tone } = statusOf(member.status);
  const next = nextAct[member.status];
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2.5">
      <div className="min-w-0 flex-1 basis-60">
        <code className="block text-[0.8125rem] break-all">{member.client_id}</code>
        <p className="text-xs text-faint">
          registered <RelativeTime value={member.created_at} />
          {member.registered_ip ? ` from ${member.registered_ip}` : ""}, {member.live_grants === 1 ? "1 connection" : `${member.live_grants} connections`}
          {member.last_used_at ? (
            <>
              , used <RelativeTime value={member.last_used_at} />
            </>
          ) : null}
        </p>
      </div>
      <Badge tone={tone} dot>
        {label}
      </Badge>
      {alone ? null : (
        <Button size="sm" busy={govern.isPending} aria-label={`${next.label} ${member.client_id}`} onClick={() => govern.mutate({ act: next.act, ids: [member.id] }, { onError: (error) => say(describeError(error), "bad") })}>
          {next.label}
        </Button>
      )}
    </li>
  );
}

const nextAct: Record<Member["status"], { act: Governing; label: string }> = {
  pending: { act: "approveOauthClient", label: "Approve" },
  active: { act: "blockOauthClient", label: "Block" },
  blocked: { act: "unblockOauthClient", label: "Unblock" },
};
