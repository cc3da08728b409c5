"use client";

import { useState, type FormEvent } from "react";
import { describeError, fieldError } from "@/components/describe-error";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardBody } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input, Select } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { RelativeTime } from "@/components/ui/time";
import { useToast } from "@/components/ui/toaster";
import { useFocusError } from "@/components/use-focus-error";
import type { InvitationView } from "@/lib/contract/invitations";
import type { MembershipRole, OrganizationView } from "@/lib/contract/organizations";
import { useInvite, useRevokeInvitation } from "./queries";
import { givableRoles, roleLabel } from "./roles";

/** Invite somebody, and see who has not answered yet. */
export function InvitationsCard({ organization, invitations }: { organization: OrganizationView; invitations: InvitationView[] }) {
  return (
    <Card title="Invite people" description="They get a link by mail. It works once, for 7 days, for the account with that address.">
      <CardBody>
        <InviteForm organization={organization} />
      </CardBody>
      {invitations.length > 0 ? (
        <ul aria-label="Open invitations" className="divide-y divide-line border-t border-line">
          {invitations.map((invitation) => (
            <InvitationRow key={invitation.id} invitation={invitation} />
          ))}
        </ul>
      ) : null}
    </Card>
  );
}

function InviteForm({ organization }: { organization: OrganizationView }) {
  const say = useToast();
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<MembershipRole>("member");
  const invite = useInvite();
  const form = useFocusError(invite.error);
  const roles = givableRoles(organization.role);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    invite.mutate({ params: { id: organization.id }, body: { email, role } }, { onSuccess: () => (say(`${email.trim()} is invited`), setEmail("")) });
  }

  return (
    <form ref={form} onSubmit={submit} className="grid gap-4" noValidate>
      <div className="grid items-start gap-4 sm:grid-cols-[minmax(0,1fr)_9rem_auto]">
        <Field label="Email" error={fieldError(invite.error, "email") && "cannot be invited"}>
          {(control) => <Input {...control} type="email" value={email} onChange={(event) => setEmail(event.target.value)} required maxLength={254} autoComplete="off" placeholder="grace@example.com" />}
        </Field>
        <Field label="As">
          {(control) => (
            <Select {...control} value={role} onChange={(event) => setRole(event.target.value as MembershipRole)}>
              {roles.map(({ value, label }) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Button type="submit" variant="primary" busy={invite.isBusy} className="h-10 sm:mt-6.5">
          Send invitation
        </Button>
      </div>
      <p className="text-[0.8125rem] leading-5 text-faint">{roles.find(({ value }) => value === role)?.hint}</p>
      {invite.error ? <Notice tone="bad">{describeError(invite.error)}</Notice> : null}
    </form>
  );
}

function InvitationRow({ invitation }: { invitation: InvitationView }) {
  const say = useToast();
  const revoke = useRevokeInvitation();
  const withdraw = () =>
    revoke.mutate(
      { params: { id: invitation.organization_id, invitation_id: invitation.id } },
      { onSuccess: () => say(`The invitation of ${invitation.email} is withdrawn`), onError: (error) => say(describeError(error), "bad") },
    );
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 px-5 py-3 sm:px-6">
      <div className="min-w-0 text-sm">
        <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <span className="min-w-0 font-medium wrap-anywhere">{invitation.email}</span>
          <Badge tone="warn">waiting</Badge>
        </p>
        <p className="text-xs text-muted">
          {roleLabel(invitation.role)}, invited by {invitation.invited_by?.username ?? "somebody who is gone"}, ends <RelativeTime value={invitation.expires_at} />
        </p>
      </div>
      <Button size="sm" busy={revoke.isBusy} onClick={withdraw} aria-label={`Withdraw the invitation of ${invitation.email}`}>
        Withdraw
      </Button>
    </li>
  );
}
