"use client";

import type { FormEvent } from "react";
import { describeError, fieldError } from "@/components/describe-error";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardBody } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { useToast } from "@/components/ui/toaster";
import { useFocusError } from "@/components/use-focus-error";
import type { Profile } from "@/lib/contract/users";
import { useUpdateProfile } from "./queries";

export function ProfileForm({ profile }: { profile: Profile }) {
  const update = useUpdateProfile();
  const form = useFocusError(update.error);
  const say = useToast();

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const values = new FormData(event.currentTarget);
    const name = String(values.get("name")).trim();
    update.mutate({ body: { username: String(values.get("username")), name: name === "" ? null : name } }, { onSuccess: () => say("Profile saved") });
  }

  const isFieldError = fieldError(update.error, "username") ?? fieldError(update.error, "name");
  return (
    <Card title="Profile">
      <CardBody>
        <form ref={form} onSubmit={submit} className="grid gap-5 sm:grid-cols-2" noValidate>
          <Field label="Username" error={fieldError(update.error, "username")} hint="3 to 50 letters, digits or hyphens.">
            {(control) => <Input {...control} name="username" defaultValue={profile.username} autoComplete="username" maxLength={50} />}
          </Field>
          <Field label="Name" optional error={fieldError(update.error, "name")}>
            {(control) => <Input {...control} name="name" defaultValue={profile.name ?? ""} autoComplete="name" maxLength={100} />}
          </Field>
          <dl className="flex flex-wrap gap-x-10 gap-y-3 text-sm sm:col-span-2">
            <div className="min-w-0">
              <dt className="text-xs text-faint">Email</dt>
              <dd className="break-all">{profile.email ?? "none"}</dd>
            </div>
            <div>
              <dt className="text-xs text-faint">Role</dt>
              <dd>
                <Badge tone={profile.role === "admin" ? "brass" : "neutral"}>{profile.role}</Badge>
              </dd>
            </div>
            <div className="min-w-0">
              <dt className="text-xs text-faint">User id</dt>
              <dd>
                <code className="text-[0.8125rem] break-all">{profile.id}</code>
              </dd>
            </div>
          </dl>
          {update.error && !isFieldError ? <Notice tone="bad" className="sm:col-span-2">{describeError(update.error)}</Notice> : null}
          <div className="sm:col-span-2">
            <Button type="submit" variant="primary" busy={update.isPending}>
              Save profile
            </Button>
          </div>
        </form>
      </CardBody>
    </Card>
  );
}
