"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import { callRoute } from "@/components/call-route";
import { describeError } from "@/components/describe-error";
import { ConfirmDialog } from "@/components/ui/dialog";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { RelativeTime } from "@/components/ui/time";
import { useToast } from "@/components/ui/toaster";
import type { Departure, KeysOfLeaver, MemberView } from "@/lib/contract/members";
import type { OrganizationView } from "@/lib/contract/organizations";
import { paths } from "@/lib/paths";
import { useRemoveMember } from "./queries";

type RemoveDialogProps = { organization: OrganizationView; member: MemberView; onClose: () => void };

/** Before a member goes: what they made here, and what becomes of it. */
export function RemoveDialog({ organization, member, onClose }: RemoveDialogProps) {
  const say = useToast();
  const name = member.name ?? member.username;
  const params = { id: organization.id, user_id: member.user_id };
  const { data: departure, error } = useQuery({ queryKey: ["departure", params], queryFn: () => callRoute("describeDeparture", { params }), staleTime: 0 });
  const [keys, setKeys] = useState<KeysOfLeaver>(organization.keys_outlive_members ? "transfer" : "revoke");
  const remove = useRemoveMember(() => (onClose(), say(`${name} is removed`)));
  const fate = departure?.heir ? keys : "revoke";
  const confirm = () => remove.mutate({ params, body: departure ? { keys: fate } : {} }, { onError: (refused) => (onClose(), say(describeError(refused), "bad")) });
  return (
    <ConfirmDialog open onOpenChange={(open) => !open && onClose()} title={`Remove ${name}?`} confirmLabel="Remove" busy={remove.isPending} onConfirm={confirm}>
      <p>
        {name} loses access to {organization.name} with the next request.
      </p>
      {departure ? <Left departure={departure} keys={fate} onKeys={setKeys} /> : <p>{error ? describeError(error) : "Looking at what they made here…"}</p>}
    </ConfirmDialog>
  );
}

type LeftProps = { departure: Departure; keys: KeysOfLeaver; onKeys: (keys: KeysOfLeaver) => void };

function Left({ departure: { keys, more_keys, connections, apps, heir }, keys: fate, onKeys }: LeftProps) {
  return (
    <>
      {keys.length > 0 ? (
        <>
          <p className="font-medium text-ink">Keys that they made for it</p>
          <ul className="grid max-h-40 list-disc gap-1 overflow-y-auto pl-5">
            {keys.map(({ id, name, last_used_at }) => (
              <li key={id} className="wrap-anywhere">
                <Link href={paths.apiKey(id)} className="link">
                  {name}
                </Link>
                , {last_used_at ? <>used <RelativeTime value={last_used_at} /></> : "never used"}
              </li>
            ))}
            {more_keys > 0 ? <li>and {more_keys.toLocaleString("en")} more</li> : null}
          </ul>
          {heir ? <SegmentedControl label="What becomes of the keys" value={fate} options={[{ value: "transfer", label: `Pass to ${heir.username}` }, { value: "revoke", label: "Revoke" }]} onChange={onKeys} className="justify-self-start" /> : null}
          <p>{fate === "transfer" ? "They go on working. Whoever leaves may still know the secrets: rotate them." : "They stop working with the next request."}</p>
        </>
      ) : (
        <p>They made no keys for it.</p>
      )}
      {connections > 0 ? <p>{connections === 1 ? "One app that they connected to it is signed out." : `${connections.toLocaleString("en")} apps that they connected to it are signed out.`}</p> : null}
      {apps.length > 0 ? <p className="wrap-anywhere">Apps that they registered for it stay: {apps.join(", ")}.</p> : null}
    </>
  );
}
