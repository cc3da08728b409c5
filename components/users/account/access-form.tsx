"use client";

import { useState, type FormEvent } from "react";
import { fieldError } from "@/components/describe-error";
import { Button } from "@/components/ui/button";
import { Card, CardBody } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { useToast } from "@/components/ui/toaster";
import { useFocusError } from "@/components/use-focus-error";
import type { Role } from "@/lib/contract/scopes";
import type { UserView } from "@/lib/contract/users-admin";
import { describeUserRefusal } from "../describe-refusal";
import { useUpdateUser } from "../queries";
import { RoleChoice } from "./role-choice";

/** Role and groups: acts on the next request of every credential that the person holds. */
export function AccessForm({ user, isMe }: { user: UserView; isMe: boolean }) {
  const [role, setRole] = useState<Role>(user.role);
  const [groups, setGroups] = useState(user.groups.join(", "));
  const update = useUpdateUser();
  const form = useFocusError(update.error);
  const say = useToast();

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    update.mutate({ params: { id: user.id }, body: { role, groups: readGroups(groups) } }, { onSuccess: () => say("Saved. It acts from the next request on") });
  }

  return (
    <Card title="Role and groups" description="Acts on the next request of every session, key, token and connected app of this account, without a new sign-in.">
      <CardBody>
        <form ref={form} onSubmit={submit} className="grid gap-6" noValidate>
          <RoleChoice role={role} onChange={setRole} />
          {isMe && user.role === "admin" && role !== "admin" ? (
            <Notice tone="warn" title="This is your own account">
              After saving, you no longer reach this page. Somebody else has to give the role back to you.
            </Notice>
          ) : null}
          <Field label="Groups" optional error={fieldError(update.error, "groups")} hint="Names that your APIs understand, with commas between. They are in every token and in X-Auth-Groups.">
            {(control) => <Input {...control} value={groups} onChange={(event) => setGroups(event.target.value)} autoComplete="off" spellCheck={false} placeholder="engineering, platform" className="max-w-lg" />}
          </Field>
          {update.error ? <Notice tone="bad">{describeUserRefusal(update.error)}</Notice> : null}
          <div>
            <Button type="submit" variant="primary" busy={update.isPending}>
              Save
            </Button>
          </div>
        </form>
      </CardBody>
    </Card>
  );
}

function readGroups(text: string): string[] {
  return [...new Set(text.split(",").map((name) => name.trim()).filter(Boolean))];
}
