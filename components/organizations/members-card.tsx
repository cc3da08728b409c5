"use client";

import { useState } from "react";
import { describeError } from "@/components/describe-error";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Select } from "@/components/ui/input";
import { RelativeTime } from "@/components/ui/time";
import { useToast } from "@/components/ui/toaster";
import type { MemberView } from "@/lib/contract/members";
import type { MembershipRole, OrganizationView } from "@/lib/contract/organizations";
import { useUpdateMember } from "./queries";
import { RemoveDialog } from "./remove-dialog";
import { givableRoles, isManager, roleLabel } from "./roles";

type MembersCardProps = { organization: OrganizationView; members: MemberView[]; ownId: string; mayWrite: boolean };

/** Who belongs to it. Whoever may change something sees how; the others see who is who. */
export function MembersCard({ organization, members, ownId, mayWrite }: MembersCardProps) {
  const owners = members.filter(({ role }) => role === "owner").length;
  return (
    <Card title="Members" description={isManager(organization.role) ? "A new role counts from the next request on." : undefined}>
      <ul className="mt-4 divide-y divide-line border-t border-line">
        {members.map((member) => {
          const isReachable = mayWrite && isManager(organization.role) && (organization.role === "owner" || member.role !== "owner");
          const isLastOwner = member.role === "owner" && owners === 1;
          return <MemberRow key={member.user_id} organization={organization} member={member} isSelf={member.user_id === ownId} mayChange={isReachable && !isLastOwner && !organization.personal} />;
        })}
      </ul>
    </Card>
  );
}

function MemberRow({ organization, member, isSelf, mayChange }: { organization: OrganizationView; member: MemberView; isSelf: boolean; mayChange: boolean }) {
  const name = member.name ?? member.username;
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2.5 px-5 py-3 sm:px-6">
      <div className="min-w-0 text-sm">
        <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <span className="min-w-0 font-medium wrap-anywhere">{name}</span>
          {isSelf ? <Badge>you</Badge> : null}
        </p>
        <p className="text-xs wrap-anywhere text-muted">
          {[member.name ? member.username : undefined, member.email].filter(Boolean).map((word) => `${word}, `)}
          joined <RelativeTime value={member.joined_at} />
        </p>
      </div>
      {mayChange ? <MemberControls organization={organization} member={member} isSelf={isSelf} name={name} /> : <Badge>{roleLabel(member.role)}</Badge>}
    </li>
  );
}

function MemberControls({ organization, member, isSelf, name }: { organization: OrganizationView; member: MemberView; isSelf: boolean; name: string }) {
  const say = useToast();
  const [isAsking, setAsking] = useState(false);
  const update = useUpdateMember();
  const params = { id: organization.id, user_id: member.user_id };
  const setRole = (role: MembershipRole) => update.mutate({ params, body: { role } }, { onSuccess: () => say(`${name} is ${roleLabel(role).toLowerCase()} now`), onError: (error) => say(describeError(error), "bad") });
  return (
    <div className="flex items-center gap-2">
      <Select aria-label={`Role of ${name}`} value={member.role} disabled={update.isBusy} onChange={(event) => setRole(event.target.value as MembershipRole)} className="w-32">
        {givableRoles(organization.role).map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </Select>
      {isSelf ? null : (
        <Button variant="danger-quiet" aria-label={`Remove ${name}`} onClick={() => setAsking(true)}>
          Remove…
        </Button>
      )}
      {isAsking ? <RemoveDialog organization={organization} member={member} onClose={() => setAsking(false)} /> : null}
    </div>
  );
}
