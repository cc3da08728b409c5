"use client";

import { useState, type FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { Card, CardBody } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { useToast } from "@/components/ui/toaster";
import { useFocusError } from "@/components/use-focus-error";
import type { ProtectedApiView } from "@/lib/contract/protected-apis";
import { ApiFields } from "./api-fields";
import { describeApiError } from "./describe-api-error";
import { useUpdateProtectedApi } from "./queries";
import type { ScopeOption } from "./rules/demand-fields";
import { RuleTester } from "./tester/rule-tester";
import { toBody, toRules, toolsIn, valuesOf } from "./values";

/** The form, and the tester that answers for what stands in it, saved or not. */
export function EditProtectedApiForm({ api, scopes, host }: { api: ProtectedApiView; scopes: ScopeOption[]; host: string }) {
  const [values, setValues] = useState(() => valuesOf(api));
  const update = useUpdateProtectedApi();
  const form = useFocusError(update.error);
  const say = useToast();

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    // what the form holds no more is taken away, not kept
    update.mutate({ params: { id: api.id }, body: { ca_certificate: null, tools: null, ...toBody(values) } }, { onSuccess: () => say("Saved. It acts from the next request on") });
  }

  return (
    <>
      <RuleTester rules={toRules(values.rules)} tools={toolsIn(values)} prefix={values.prefix.trim()} />
      <Card title="Settings">
        <CardBody>
          <form ref={form} onSubmit={submit} className="grid gap-6" noValidate>
            <ApiFields values={values} onChange={setValues} scopes={scopes} host={host} error={update.error} />
            {update.error ? <Notice tone="bad">{describeApiError(update.error)}</Notice> : null}
            <Button type="submit" variant="primary" busy={update.isPending} className="justify-self-start">
              Save changes
            </Button>
          </form>
        </CardBody>
      </Card>
    </>
  );
}
